package dev.postern.core.signature.scheme;

import dev.postern.core.signature.Diagnosis;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** How far a timestamp is off, and why. */
final class Skew {
  /** Seconds are below it until the year 5138, milliseconds above it since 1973, and so on. */
  private static final long MOST_SECONDS = 100_000_000_000L;

  /** Smaller numbers tell no unit. */
  private static final long FEWEST_SECONDS = 100_000_000L;

  private Skew() {}

  /**
   * @param due the unit that the scheme writes
   */
  static Optional<Diagnosis> of(String text, StampUnit due, Instant now, Duration tolerance) {
    if (text.matches("[0-9]{9,18}") && Long.parseLong(text) >= FEWEST_SECONDS) {
      long number = Long.parseLong(text);
      ChronoUnit written = unit(number);
      if (written != due.unit()) {
        return Optional.of(otherUnit(written, due, age(number, written, now), tolerance));
      }
    }
    return due.parse(text).map(at -> sentence(due.age(at, now)));
  }

  private static ChronoUnit unit(long number) {
    if (number < MOST_SECONDS) {
      return ChronoUnit.SECONDS;
    }
    return number < 1_000 * MOST_SECONDS
        ? ChronoUnit.MILLIS
        : number < 1_000_000 * MOST_SECONDS ? ChronoUnit.MICROS : ChronoUnit.NANOS;
  }

  private static Duration age(long number, ChronoUnit unit, Instant now) {
    return Duration.between(Instant.EPOCH.plus(number, unit), now);
  }

  private static Diagnosis otherUnit(
      ChronoUnit written, StampUnit due, Duration age, Duration tolerance) {
    String name =
        switch (written) {
          case MILLIS -> "milliseconds";
          case MICROS -> "microseconds";
          case NANOS -> "nanoseconds";
          default -> "seconds";
        };
    String schemes = due.name().toLowerCase(Locale.ROOT).replace("iso_8601", "ISO 8601");
    boolean near = age.abs().compareTo(tolerance) <= 0;
    return new Diagnosis(
        "timestamp_in_" + name,
        near
            ? "The timestamp is right but written in %s; this scheme writes %s."
                .formatted(name, schemes)
            : "The timestamp is written in %s, and this scheme writes %s. Read so it %s."
                .formatted(name, schemes, distance(age)));
  }

  private static String distance(Duration age) {
    long seconds = age.abs().toSeconds();
    return age.isNegative() ? "lies " + seconds + " s ahead" : "is " + seconds + " s old";
  }

  private static Diagnosis sentence(Duration age) {
    long seconds = age.abs().toSeconds();
    long hours = Math.round(seconds / 3600.0);
    if (hours >= 1 && hours <= 14 && Math.abs(seconds - hours * 3600) <= 60) {
      return new Diagnosis(
          "time_zone",
          "The timestamp is off by almost exactly "
              + hours
              + " h: one side writes local time where UTC is due.");
    }
    return age.isNegative()
        ? new Diagnosis(
            "clock_ahead",
            "The timestamp " + distance(age) + ": the sender's clock is fast or ours slow.")
        : new Diagnosis(
            "too_old",
            "The timestamp "
                + distance(age)
                + ": a replay, a late or queued delivery, or a clock that is off by that.");
  }
}
