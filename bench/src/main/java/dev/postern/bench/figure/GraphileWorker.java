package dev.postern.bench.figure;

import dev.postern.bench.load.Sink;
import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * graphile-worker, the quickest job queue on PostgreSQL that people use from Node: jobs of 1 KiB
 * with an HMAC, posted over kept connections; local queue of 500, 64 at once, completions in
 * batches.
 */
final class GraphileWorker implements Figure {
  private final int jobs;

  GraphileWorker(int jobs) {
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "graphile-worker (npm), local queue 500";
  }

  @Override
  public String unit() {
    return "jobs/s";
  }

  @Override
  public void open(Bench bench) throws Exception {
    run(folder(bench), "npm", "install", "--no-audit", "--no-fund", "--no-package-lock");
  }

  @Override
  public double measure(Bench bench) throws Exception {
    Path folder = folder(bench);
    String url =
        bench
            .postgres()
            .fresh()
            .replaceFirst("^jdbc:postgresql://", "postgres://postgres@")
            .replaceFirst("\\?.*$", "");
    run(folder, "node", "fill.mjs", url, Integer.toString(jobs));
    try (Sink sink = new Sink()) {
      Process worker =
          new ProcessBuilder("node", "work.mjs", url, sink.url())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        sink.await(1, Duration.ofMinutes(1));
        long start = System.nanoTime();
        long before = sink.taken();
        sink.await(jobs, Duration.ofMinutes(10));
        return (jobs - before) / ((System.nanoTime() - start) / 1e9);
      } finally {
        worker.destroy();
        worker.waitFor();
      }
    }
  }

  private static Path folder(Bench bench) {
    return bench.home().resolve("bench/peers/graphile-worker");
  }

  private static void run(Path folder, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ":\n" + output);
    }
  }
}
