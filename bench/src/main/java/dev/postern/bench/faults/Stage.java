package dev.postern.bench.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Where scenarios are played: one cluster for all that can share it. */
final class Stage implements AutoCloseable {
  private final Path home;
  private final Optional<Path> older;
  private final boolean quick;
  private final long seed;
  private final PrintStream out;
  private Cluster shared;
  private RandomGenerator random;

  Stage(Path home, Optional<Path> older, boolean quick, long seed, PrintStream out) {
    this.home = home;
    this.older = older;
    this.quick = quick;
    this.seed = seed;
    this.out = out;
  }

  /** Ready for a scenario: its nodes, and chances of its own. */
  void set(Scenario scenario) throws Exception {
    random = new Random(seed * 31 + scenario.number());
    if (scenario.nodes() > 0) {
      if (shared == null) {
        shared = new Cluster(home, Map.of());
      }
      shared.atLeast(scenario.nodes());
    }
  }

  Cluster cluster() {
    return shared;
  }

  /** A cluster for one scenario alone, with a database on a folder of its own. */
  Cluster cluster(Map<String, String> environment) throws IOException {
    return new Cluster(home, environment);
  }

  Path home() {
    return home;
  }

  /** The project as it was once, built. */
  Optional<Path> older() {
    return older;
  }

  /** The smaller form where the full one takes long. */
  boolean quick() {
    return quick;
  }

  <T> T either(T whenQuick, T whenFull) {
    return quick ? whenQuick : whenFull;
  }

  RandomGenerator random() {
    return random;
  }

  void say(String what) {
    out.println("  " + what);
  }

  /** After a scenario that ended badly: nobody knows what it left. */
  synchronized void discard() {
    if (shared != null) {
      try {
        shared.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        shared = null;
      }
    }
  }

  @Override
  public void close() {
    discard();
  }
}
