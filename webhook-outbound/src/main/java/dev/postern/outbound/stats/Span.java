package dev.postern.outbound.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** How far back a series goes, and how finely. */
public enum Span {
  HOUR("1h", Duration.ofHours(1), Duration.ofMinutes(1)),
  DAY("24h", Duration.ofDays(1), Duration.ofHours(1)),
  WEEK("7d", Duration.ofDays(7), Duration.ofHours(6));

  private final String word;
  private final Duration length;
  private final Duration step;

  Span(String word, Duration length, Duration step) {
    this.word = word;
    this.length = length;
    this.step = step;
  }

  public String word() {
    return word;
  }

  public Duration length() {
    return length;
  }

  public Duration step() {
    return step;
  }

  public static Optional<Span> of(String word) {
    return Arrays.stream(values()).filter(span -> span.word.equals(word)).findFirst();
  }

  /** The start of the first step; the one that is running counts as one of them. */
  public Instant begin(Instant now) {
    return start(now.minus(length).plus(step));
  }

  /** Where the step begins that {@code at} lies in. */
  public Instant start(Instant at) {
    long millis = step.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), millis) * millis);
  }
}
