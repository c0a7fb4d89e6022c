/**
 * Start-up configuration of the outbound half; it refuses wrong values and decides nothing else.
 */
@NullMarked
package dev.postern.outbound.config;

import org.jspecify.annotations.NullMarked;
