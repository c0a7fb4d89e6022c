package dev.postern.core.store;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids made in one ISO week (UTC). A UUIDv7 begins with its milliseconds, so a week of time is a
 * range of ids, and a table whose key is the id can be partitioned by time without a second column.
 *
 * @param monday first day of the week
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562, UUIDv7</a>
 */
record WeeklyPartition(LocalDate monday) {
  private static final Pattern WEEK = Pattern.compile("_([0-9]{4})w([0-5][0-9])");

  static WeeklyPartition containing(Instant instant) {
    LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
    return new WeeklyPartition(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
  }

  /** The one of that name; empty for a partition of another making. */
  static Optional<WeeklyPartition> named(String table, String name) {
    Matcher match = WEEK.matcher(name.startsWith(table) ? name.substring(table.length()) : "");
    if (!match.matches()) {
      return Optional.empty();
    }
    LocalDate anyDay =
        LocalDate.of(Integer.parseInt(match.group(1)), 7, 1)
            .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(match.group(2)));
    return Optional.of(
        new WeeklyPartition(anyDay.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))));
  }

  WeeklyPartition plusWeeks(int weeks) {
    return new WeeklyPartition(monday.plusWeeks(weeks));
  }

  String name(String table) {
    return "%s_%dw%02d"
        .formatted(
            table,
            monday.get(IsoFields.WEEK_BASED_YEAR),
            monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  /** Inclusive. */
  UUID lowest() {
    return lowestAt(monday);
  }

  /** Exclusive. */
  UUID bound() {
    return lowestAt(monday.plusWeeks(1));
  }

  private static UUID lowestAt(LocalDate day) {
    long millis = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    return new UUID(millis << 16, 0);
  }
}
