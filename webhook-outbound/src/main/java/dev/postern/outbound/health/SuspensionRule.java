package dev.postern.outbound.health;

import java.time.Duration;

/**
 * When failures suspend: both must hold, so that one blip with many requests in flight does not.
 *
 * @param failures consecutive failed attempts
 * @param since how long ago the first of them must be at least; may be zero
 */
public record SuspensionRule(int failures, Duration since) {
  public SuspensionRule {
    if (failures < 1 || since.isNegative()) {
      throw new IllegalArgumentException("a rule counts at least one failure");
    }
  }
}
