package dev.postern.outbound.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The waits between attempts: whole seconds, minutes or hours, each from one second to seven days.
 * Immutable.
 */
public record RetrySchedule(List<Duration> waits) {
  public static final int MAX_WAITS = 50;
  private static final Duration MAX_WAIT = Duration.ofDays(7);
  private static final Pattern WORD = Pattern.compile("([1-9][0-9]{0,5})([smh])");

  public RetrySchedule {
    waits = List.copyOf(waits);
  }

  /**
   * From words like {@code 5s}, {@code 30m}, {@code 2h}.
   *
   * @throws IllegalArgumentException one sentence about what is wrong
   */
  public static RetrySchedule parse(List<String> words) {
    if (words.isEmpty() || words.size() > MAX_WAITS) {
      throw new IllegalArgumentException("A retry schedule has 1 to " + MAX_WAITS + " waits.");
    }
    return new RetrySchedule(words.stream().map(RetrySchedule::parseWait).toList());
  }

  /** The words {@link #parse} reads, in the largest unit that fits. */
  public List<String> words() {
    return waits.stream().map(RetrySchedule::word).toList();
  }

  /** How long to wait after that many failed attempts (from 1); empty when it was the last. */
  public Optional<Duration> delayAfter(int failedAttempts) {
    return failedAttempts >= 1 && failedAttempts <= waits.size()
        ? Optional.of(waits.get(failedAttempts - 1))
        : Optional.empty();
  }

  private static Duration parseWait(String word) {
    Matcher match = WORD.matcher(word);
    if (!match.matches()) {
      throw new IllegalArgumentException("A wait is a whole number and s, m or h, such as 30s.");
    }
    long number = Long.parseLong(match.group(1));
    Duration wait =
        switch (match.group(2).charAt(0)) {
          case 's' -> Duration.ofSeconds(number);
          case 'm' -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        };
    if (wait.compareTo(MAX_WAIT) > 0) {
      throw new IllegalArgumentException("A wait is at most 7 days (168h).");
    }
    return wait;
  }

  private static String word(Duration wait) {
    long seconds = wait.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
