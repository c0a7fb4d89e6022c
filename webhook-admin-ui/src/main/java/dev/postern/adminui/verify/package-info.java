/**
 * How a person checks a delivery with their own hands: the request as a curl command, and the check
 * of its signature in four languages. Text only; refuses to put a secret into it.
 */
@NullMarked
package dev.postern.adminui.verify;

import org.jspecify.annotations.NullMarked;
