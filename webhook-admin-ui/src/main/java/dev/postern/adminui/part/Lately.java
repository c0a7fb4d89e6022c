package dev.postern.adminui.part;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How far back to look. */
public enum Lately {
  HOUR("1h", "Last hour", Duration.ofHours(1)),
  DAY("24h", "Last 24 hours", Duration.ofDays(1)),
  WEEK("7d", "Last 7 days", Duration.ofDays(7)),
  MONTH("30d", "Last 30 days", Duration.ofDays(30));

  /** In an address. */
  public final String word;

  public final String label;
  public final Duration length;

  Lately(String word, String label, Duration length) {
    this.word = word;
    this.label = label;
    this.length = length;
  }

  public static Optional<Lately> of(String word) {
    return Arrays.stream(values()).filter(known -> known.word.equals(word)).findFirst();
  }
}
