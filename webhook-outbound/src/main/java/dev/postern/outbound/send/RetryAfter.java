package dev.postern.outbound.send;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The {@code Retry-After} field of RFC 9110 section 10.2.3. */
final class RetryAfter {

  static final Duration LONGEST = Duration.ofHours(24);

  // RFC 9110 section 5.6.7: the preferred form and the two obsolete ones.
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
              .withZone(ZoneOffset.UTC),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
              .withZone(ZoneOffset.UTC));

  private RetryAfter() {}

  private static final DateTimeFormatter WITHOUT_DAY =
      DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  // A two-digit year is the one nearest to now: a wait of fifty years and one long over are none.
  private static final Pattern RFC_850 =
      Pattern.compile("[A-Z][a-z]{5,8}, ([0-9]{2})-([A-Z][a-z]{2})-([0-9]{2}) ([0-9:]{8}) GMT");

  /** The wait from {@code now}, 0 to 24 hours; empty when the value is neither seconds nor date. */
  static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    if (text.matches("[0-9]+")) {
      return Optional.of(
          text.length() > 9 ? LONGEST : clamped(Duration.ofSeconds(Long.parseLong(text))));
    }
    return Stream.concat(DATES.stream().map(form -> date(text, form)), Stream.of(rfc850(text, now)))
        .flatMap(Optional::stream)
        .findFirst()
        .map(at -> clamped(Duration.between(now, at)));
  }

  private static Optional<Instant> date(String text, DateTimeFormatter form) {
    try {
      return Optional.of(ZonedDateTime.parse(text, form).toInstant());
    } catch (DateTimeParseException otherForm) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> rfc850(String text, Instant now) {
    Matcher match = RFC_850.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    int year = now.atZone(ZoneOffset.UTC).getYear();
    int century = year - year % 100;
    return Stream.of(century - 100, century, century + 100)
        .map(base -> base + Integer.parseInt(match.group(3)))
        .min(Comparator.comparingInt(candidate -> Math.abs(candidate - year)))
        .flatMap(full ->
            date(
                match.group(1) + " " + match.group(2) + " " + full + " " + match.group(4),
                WITHOUT_DAY));
  }

  private static Duration clamped(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
