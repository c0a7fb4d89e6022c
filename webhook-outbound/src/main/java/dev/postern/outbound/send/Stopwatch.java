package dev.postern.outbound.send;

import java.time.Duration;

/** Measures the phases of one attempt by the monotonic clock. Used by one thread. */
final class Stopwatch {

  /** The phases that are measured. */
  enum Phase {
    DNS,
    CONNECT,
    TLS,
    FIRST_BYTE
  }

  private final long start = System.nanoTime();
  private final long[] spent = new long[Phase.values().length];

  /** Begins a measurement that {@link #stop} ends. */
  long mark() {
    return System.nanoTime();
  }

  void stop(Phase phase, long mark) {
    spent[phase.ordinal()] = System.nanoTime() - mark;
  }

  Timings timings() {
    return new Timings(
        of(Phase.DNS),
        of(Phase.CONNECT),
        of(Phase.TLS),
        of(Phase.FIRST_BYTE),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private Duration of(Phase phase) {
    return Duration.ofNanos(spent[phase.ordinal()]);
  }
}
