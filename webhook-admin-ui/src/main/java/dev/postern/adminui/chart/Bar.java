package dev.postern.adminui.chart;

import java.time.Instant;

/** One step of time: what went well stands below what did not. */
public record Bar(Instant at, long good, long bad) {
  long height() {
    return good + bad;
  }
}
