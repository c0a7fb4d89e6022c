package dev.postern.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** Callers that each do one thing again and again for a while. */
public final class Crowd {
  private Crowd() {}

  /** What one caller does once; false when it was refused. */
  @FunctionalInterface
  public interface Turn {
    boolean take() throws Exception;
  }

  /** What one caller needs: made before the clock starts. */
  @FunctionalInterface
  public interface Caller {
    Turn arrive(int number) throws Exception;
  }

  /**
   * How many turns succeeded a second.
   *
   * @throws IOException when a turn failed or was refused: a rate of refusals is no figure
   */
  public static double rate(int callers, Duration during, Caller caller)
      throws IOException, InterruptedException {
    LongAdder done = new LongAdder();
    List<Turn> turns = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      for (int i = 0; i < callers; i++) {
        turns.add(caller.arrive(i));
      }
      long start = System.nanoTime();
      long end = start + during.toNanos();
      List<Future<?>> all = new ArrayList<>();
      for (Turn turn : turns) {
        Callable<Void> work =
            () -> {
              while (System.nanoTime() < end) {
                if (!turn.take()) {
                  throw new IOException("A turn was refused.");
                }
                done.increment();
              }
              return null;
            };
        all.add(threads.submit(work));
      }
      for (Future<?> each : all) {
        each.get();
      }
      return done.sum() / ((System.nanoTime() - start) / 1e9);
    } catch (InterruptedException | IOException e) {
      throw e;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (Exception e) {
      throw new IOException(e);
    } finally {
      for (Turn turn : turns) {
        if (turn instanceof AutoCloseable closeable) {
          close(closeable);
        }
      }
    }
  }

  private static void close(AutoCloseable it) throws IOException {
    try {
      it.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
