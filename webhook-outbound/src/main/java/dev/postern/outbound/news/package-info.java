/**
 * Tells people and subscribers what became of an endpoint: a notice, and an event of the tenant's
 * own. What is to be told is what the row of {@code endpoint_health} says and has not been told
 * yet, and both are written in one transaction: nothing is lost by a crash, and nothing told twice.
 * It refuses to decide about health.
 */
@NullMarked
package dev.postern.outbound.news;

import org.jspecify.annotations.NullMarked;
