package dev.postern.core.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: a whole number and one of ms, s, m, h, d. */
public final class ShortDuration {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private ShortDuration() {}

  /**
   * @throws IllegalArgumentException when it is none, or zero
   */
  public static Duration parse(String text) {
    Matcher match = FORM.matcher(text.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException("not a number with a unit");
    }
    long number = Long.parseLong(match.group(1));
    if (number == 0) {
      throw new IllegalArgumentException("zero");
    }
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /** Several, separated by commas. */
  public static List<Duration> list(String text) {
    return Arrays.stream(text.split(",")).map(ShortDuration::parse).toList();
  }
}
