/**
 * W3C trace context, carried from whoever publishes or posts to whoever receives. It refuses to
 * believe a header that is not exactly one, and begins no trace unless somebody collects them.
 */
@NullMarked
package dev.postern.core.trace;

import org.jspecify.annotations.NullMarked;
