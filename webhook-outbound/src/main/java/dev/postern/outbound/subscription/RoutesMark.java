package dev.postern.outbound.subscription;

import java.math.BigDecimal;

/**
 * What changes whenever one of a tenant's subscriptions does, whichever node changes it.
 *
 * @param count of the subscriptions
 * @param changes the sum of the moments of their last changes, in seconds
 */
public record RoutesMark(long count, BigDecimal changes) {}
