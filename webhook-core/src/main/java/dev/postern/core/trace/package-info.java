/**
 * W3C trace context, carried from whoever publishes to whoever receives. It refuses to begin a
 * trace of its own, and to believe a header that is not exactly one.
 */
@NullMarked
package dev.postern.core.trace;

import org.jspecify.annotations.NullMarked;
