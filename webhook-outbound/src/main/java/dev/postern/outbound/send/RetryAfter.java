package dev.postern.outbound.send;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The {@code Retry-After} field of RFC 9110 section 10.2.3. */
final class RetryAfter {

  static final Duration LONGEST = Duration.ofHours(24);

  // RFC 9110 section 5.6.7: the preferred form and the obsolete asctime form. The two-digit years
  // of RFC 850 would need a guess, so they count as no date.
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
              .withZone(ZoneOffset.UTC),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
              .withZone(ZoneOffset.UTC));

  private RetryAfter() {}

  /** The wait from {@code now}, 0 to 24 hours; empty when the value is neither seconds nor date. */
  static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    if (text.matches("[0-9]+")) {
      return Optional.of(
          text.length() > 9 ? LONGEST : clamped(Duration.ofSeconds(Long.parseLong(text))));
    }
    return DATES.stream()
        .map(form -> date(text, form))
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

  private static Duration clamped(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
