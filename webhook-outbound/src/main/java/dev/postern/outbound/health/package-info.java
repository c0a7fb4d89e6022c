/**
 * The health of an endpoint as a value: failures in a row, suspension by the machine, an end by
 * 410. It decides; it refuses to store, to count in memory or to read a clock.
 */
@NullMarked
package dev.postern.outbound.health;

import org.jspecify.annotations.NullMarked;
