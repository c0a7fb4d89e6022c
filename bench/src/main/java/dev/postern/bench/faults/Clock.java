package dev.postern.bench.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A node's clock, shifted by libfaketime; how long things take is left alone. */
final class Clock {
  static final Outcome MISSING =
      new Outcome.NotRun("needs libfaketime (Debian: apt-get install faketime)");
  private static final Path LIBRARY =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

  private Clock() {}

  static boolean canBeShifted() {
    return Files.exists(LIBRARY);
  }

  /** The environment of such a node. */
  static Map<String, String> shifted(long seconds) {
    return Map.of(
        "LD_PRELOAD", LIBRARY.toString(),
        "FAKETIME", "%+d".formatted(seconds),
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "DONT_FAKE_MONOTONIC", "1",
        // Its remedy for an old C library lets every timed wait of this one end at once.
        "FAKETIME_FORCE_MONOTONIC_FIX", "0",
        "NO_FAKE_STAT", "1");
  }
}
