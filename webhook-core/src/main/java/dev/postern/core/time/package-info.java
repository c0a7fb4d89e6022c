/**
 * The one producer of time. Everything else takes an {@link java.time.InstantSource} or an instant.
 */
@NullMarked
package dev.postern.core.time;

import org.jspecify.annotations.NullMarked;
