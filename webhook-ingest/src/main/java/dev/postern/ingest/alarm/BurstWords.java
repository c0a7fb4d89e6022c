package dev.postern.ingest.alarm;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** A burst in words for a person. Pure. */
final class BurstWords {
  private static final double NEARLY_NONE = 0.5;

  private BurstWords() {}

  /**
   * @param reasons failures by their code
   * @param networks how many networks they came from
   * @param more whether there were others that were not told apart
   */
  static String of(
      AlarmState.Burst burst,
      boolean known,
      Map<String, Long> reasons,
      int networks,
      boolean more) {
    return main(reasons) + amount(burst, known) + from(networks, more) + ".";
  }

  private static String main(Map<String, Long> reasons) {
    return reasons.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("bad_signature");
  }

  private static String amount(AlarmState.Burst burst, boolean known) {
    long failures = burst.interval().failures();
    if (!known) {
      return " " + failures + " times in 5 minutes at a source that is still new";
    }
    String when = when(burst.interval().start());
    return burst.expected() < NEARLY_NONE
        ? " " + failures + " times in 5 minutes, where " + when + " usually see none"
        : " " + Math.round(failures / burst.expected()) + "× the usual for " + when;
  }

  private static String when(Instant start) {
    ZonedDateTime utc = start.atZone(ZoneOffset.UTC);
    return utc.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
        + "s %02d:00 UTC".formatted(utc.getHour());
  }

  private static String from(int networks, boolean more) {
    if (networks == 0) {
      return "";
    }
    return ", from "
        + (more ? "more than " : "")
        + networks
        + (networks == 1 ? " network" : " networks");
  }

  /** For a stable order of what is listed. */
  static <K extends Comparable<K>> Comparator<Map.Entry<K, Long>> mostFirst() {
    return Map.Entry.<K, Long>comparingByValue()
        .reversed()
        .thenComparing(Map.Entry.comparingByKey());
  }
}
