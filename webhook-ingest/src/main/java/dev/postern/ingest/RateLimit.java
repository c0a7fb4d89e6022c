package dev.postern.ingest;

import java.time.Duration;

/** At most {@code requests} in any {@code perSeconds} seconds (a sliding window). */
public record RateLimit(int requests, int perSeconds) {

  public Duration window() {
    return Duration.ofSeconds(perSeconds);
  }
}
