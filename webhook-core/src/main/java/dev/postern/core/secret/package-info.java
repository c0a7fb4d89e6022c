/**
 * Secret material as values: one text that cannot print itself, its versions, and the ring of
 * versions that are live at an instant. It decides which secrets count; it refuses to store,
 * encrypt or transport them, and it never reads a clock.
 */
@NullMarked
package dev.postern.core.secret;

import org.jspecify.annotations.NullMarked;
