package dev.postern.adminui.secrets;

import java.time.Duration;

/** How long two secrets count. */
enum Overlap {
  NONE("None: at once", Duration.ZERO),
  HOUR("1 hour", Duration.ofHours(1)),
  DAY("24 hours", Duration.ofHours(24)),
  WEEK("7 days", Duration.ofDays(7)),
  CUSTOM("Other…", Duration.ofHours(48));

  final String label;
  final Duration length;

  Overlap(String label, Duration length) {
    this.label = label;
    this.length = length;
  }
}
