package dev.postern.outbound.endpoint;

import java.time.Duration;

/**
 * When the machine stops sending to an endpoint.
 *
 * @param afterFailures consecutive failed attempts
 * @param minimumAge at least so long ago must the first of them be
 */
public record SuspensionRule(int afterFailures, Duration minimumAge) {
  public static SuspensionRule defaults() {
    return new SuspensionRule(10, Duration.ofSeconds(300));
  }
}
