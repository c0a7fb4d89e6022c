package dev.postern.bench.figure;

import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import dev.postern.bench.run.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What everybody else does: one row of 1 KiB with a unique key an insert and a commit, by
 * PostgreSQL's own {@code pgbench} with prepared statements; the better of 8 and 32 clients.
 */
final class SingleRowInserts implements Figure {
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial");
  private Path script;
  private String url;

  @Override
  public String name() {
    return "pgbench, single-row inserts with a unique key";
  }

  @Override
  public String unit() {
    return "rows/s";
  }

  @Override
  public void open(Bench bench) throws Exception {
    url = bench.postgres().fresh();
    Postgres.execute(
        url,
        "create table taken (id uuid primary key, source bigint, event text, body text, unique"
            + " (source, event))");
    script = Files.createTempFile("insert", ".sql");
    Files.writeString(
        script,
        "insert into taken values (gen_random_uuid(), 1, gen_random_uuid()::text, '"
            + "x".repeat(1_000)
            + "') on conflict do nothing;\n");
  }

  @Override
  public double measure(Bench bench) throws Exception {
    return Math.max(rate(bench, 8), rate(bench, 32));
  }

  private double rate(Bench bench, int clients) throws IOException, InterruptedException {
    Process pgbench =
        new ProcessBuilder(
                List.of(
                    "pgbench",
                    "-n",
                    "-M",
                    "prepared",
                    "-c",
                    Integer.toString(clients),
                    "-j",
                    "2",
                    "-T",
                    Long.toString(Math.max(2, bench.round().toSeconds() / 2)),
                    "-f",
                    script.toString(),
                    "-h",
                    "127.0.0.1",
                    "-p",
                    Integer.toString(bench.postgres().port()),
                    "-U",
                    "postgres",
                    Postgres.nameOf(url)))
            .redirectErrorStream(true)
            .start();
    String output = new String(pgbench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher rate = RATE.matcher(output);
    if (pgbench.waitFor() != 0 || !rate.find()) {
      throw new IOException("pgbench (Debian: postgresql-contrib) failed:\n" + output);
    }
    return Double.parseDouble(rate.group(1));
  }

  @Override
  public void close() throws IOException {
    if (script != null) {
      Files.deleteIfExists(script);
    }
  }
}
