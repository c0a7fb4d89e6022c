/**
 * What a failed attempt means for its delivery: when to try again, and when to give up. Pure: it
 * takes values and returns values, refuses to read a clock, to sleep or to know HTTP beyond the
 * meaning of a status code.
 */
@NullMarked
package dev.postern.outbound.retry;

import org.jspecify.annotations.NullMarked;
