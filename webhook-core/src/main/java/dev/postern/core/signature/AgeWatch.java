package dev.postern.core.signature;

import java.time.Duration;

/**
 * Is told the age of every signed timestamp that lay within its window, so that a clock that drifts
 * or a network that delays is seen before it costs a webhook. Never part of a verdict; thread-safe
 * and quick.
 */
@FunctionalInterface
public interface AgeWatch {
  /** Negative when the timestamp lies in the future. */
  void seen(Duration age);

  static AgeWatch none() {
    return age -> {};
  }
}
