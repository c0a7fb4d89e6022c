package dev.postern.core.json;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times as people and programs write them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339, section 5.6</a>
 */
public final class Rfc3339 {
  private static final Pattern FORM =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "([Zz]|[+-][0-9]{2}:[0-9]{2})");
  // Outside of these an answer could not show the time in the same form, and no store keeps it.
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Rfc3339() {}

  /** Empty for any other form, and for times outside of the years 0001 to 9999 UTC. */
  public static Optional<Instant> parse(String text) {
    return FORM.matcher(text).matches() ? onTheCalendar(text) : Optional.empty();
  }

  private static Optional<Instant> onTheCalendar(String text) {
    try {
      Instant read = read(text);
      return read.isBefore(FIRST) || read.isAfter(LAST) ? Optional.empty() : Optional.of(read);
    } catch (DateTimeException notOnTheCalendar) {
      return Optional.empty();
    }
  }

  /** The calendar's own parser stops at 18 hours from UTC; RFC 3339 goes on to 23:59. */
  private static Instant read(String text) {
    int zone = text.length() - 6;
    if (text.charAt(zone) != '+' && text.charAt(zone) != '-') {
      return OffsetDateTime.parse(text).toInstant();
    }
    LocalTime offset = LocalTime.parse(text.substring(zone + 1));
    Duration ahead = Duration.between(LocalTime.MIDNIGHT, offset);
    Instant there = LocalDateTime.parse(text.substring(0, zone)).toInstant(ZoneOffset.UTC);
    return text.charAt(zone) == '+' ? there.minus(ahead) : there.plus(ahead);
  }
}
