package dev.postern.outbound.retry;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The waits between attempts, before jitter. Where more attempts are allowed than the schedule has
 * waits, the last one repeats. Immutable.
 */
public record RetrySchedule(List<Duration> waits) {
  private static final Pattern WAIT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int MOST = 50;

  public RetrySchedule {
    waits = List.copyOf(waits);
    if (waits.isEmpty() || waits.size() > MOST) {
      throw new IllegalArgumentException("a schedule has 1 to " + MOST + " waits");
    }
    for (Duration wait : waits) {
      if (wait.isNegative() || wait.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("a wait is 0s to 30d");
      }
    }
  }

  /**
   * Reads {@code 5s,5m,30m,2h}: whole numbers with one of the units ms, s, m, h, d.
   *
   * @throws IllegalArgumentException with a sentence a person understands
   */
  public static RetrySchedule parse(String text) {
    return of(Arrays.asList(text.split(",", -1)));
  }

  /** The same from its parts, as an endpoint states them. */
  public static RetrySchedule of(List<String> waits) {
    return new RetrySchedule(waits.stream().map(RetrySchedule::wait).toList());
  }

  /** How many attempts the schedule makes by itself: the first and one after each wait. */
  public int attempts() {
    return waits.size() + 1;
  }

  /**
   * @param failedAttempt number of the attempt that failed, from 1
   */
  public Duration waitAfter(int failedAttempt) {
    return waits.get(Math.min(failedAttempt, waits.size()) - 1);
  }

  /** The form that {@link #parse} reads. */
  public String text() {
    return waits.stream().map(RetrySchedule::text).collect(Collectors.joining(","));
  }

  private static Duration wait(String text) {
    Matcher match = WAIT.matcher(text.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException("'" + text.strip() + "' is not a wait such as 5s or 2h");
    }
    long amount = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static String text(Duration wait) {
    if (wait.toMillisPart() != 0) {
      return wait.toMillis() + "ms";
    }
    if (wait.toSecondsPart() != 0 || wait.isZero()) {
      return wait.toSeconds() + "s";
    }
    return wait.toMinutesPart() != 0 ? wait.toMinutes() + "m" : wait.toHours() + "h";
  }
}
