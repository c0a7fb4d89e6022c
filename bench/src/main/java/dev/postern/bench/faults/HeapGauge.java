package dev.postern.bench.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.regex.Pattern;

/** Watches how much of another process's heap is in use. Its collector has to be the serial one. */
final class HeapGauge implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Pattern GENERATION =
      Pattern.compile(
          "^ *(?:DefNew|def new generation|Tenured|tenured generation) +total .* used ([0-9]+)K",
          Pattern.MULTILINE);
  private final String pid;
  private final LongAccumulator most = new LongAccumulator(Math::max, 0);
  private final Thread watch;
  private volatile boolean watching = true;

  HeapGauge(long pid) {
    this.pid = Long.toString(pid);
    watch = Thread.ofVirtual().start(this::watch);
  }

  private void watch() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      while (watching) {
        most.accumulate(used(Commands.run(jcmd, pid, "GC.heap_info")));
        Patience.pause(EVERY);
      }
    } catch (IOException gone) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Bytes in use in both generations. */
  static long used(String heapInfo) {
    return GENERATION
        .matcher(heapInfo)
        .results()
        .mapToLong(it -> Long.parseLong(it.group(1)) << 10)
        .sum();
  }

  /** Bytes in use at most, so far; 0 when it could not be seen. */
  long most() {
    return most.get();
  }

  @Override
  public void close() throws InterruptedException {
    watching = false;
    watch.join();
  }
}
