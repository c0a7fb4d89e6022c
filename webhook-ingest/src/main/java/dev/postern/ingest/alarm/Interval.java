package dev.postern.ingest.alarm;

import java.time.Duration;
import java.time.Instant;

/**
 * What happened at a source within five minutes.
 *
 * @param start a multiple of {@link #LENGTH}
 * @param failures requests whose signature or its time was not good
 * @param verified requests whose signature was good
 */
record Interval(Instant start, long failures, long verified) {
  static final Duration LENGTH = Duration.ofMinutes(5);

  static Instant startOf(Instant at) {
    long millis = LENGTH.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), millis) * millis);
  }
}
