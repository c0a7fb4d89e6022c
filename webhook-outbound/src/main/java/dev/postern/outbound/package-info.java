/**
 * The outbound half: applications publish, Postern fans out, signs, delivers, retries, suspends.
 */
@NullMarked
package dev.postern.outbound;

import org.jspecify.annotations.NullMarked;
