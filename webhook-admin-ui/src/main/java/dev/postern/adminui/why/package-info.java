/**
 * "Why did X not get Y?": walks the ledger from any id that a person may have at hand and answers
 * in sentences. Reads only; refuses to guess what the ledger does not know.
 */
@NullMarked
package dev.postern.adminui.why;

import org.jspecify.annotations.NullMarked;
