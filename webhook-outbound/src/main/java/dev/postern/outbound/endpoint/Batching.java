package dev.postern.outbound.endpoint;

import java.time.Duration;

/**
 * Several events in one request.
 *
 * @param maxEvents so many go at once
 * @param maxWait fewer go when the oldest has waited so long
 */
public record Batching(int maxEvents, Duration maxWait) {
  /** A claim takes no more at one time. */
  public static final int MOST_EVENTS = 100;
}
