package dev.postern.bench.run;

import dev.postern.bench.figure.Figures;
import dev.postern.bench.figure.Floors;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./postern bench}: all figures, or those asked for. Baselines take turns with ours, so that
 * a machine that slows down slows both.
 */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures Postern, every figure beside its baseline of the same run. Exit code 1: one could"
            + " not be measured.")
public final class Bench implements Callable<Integer> {
  private static final int LEAST_ROUNDS = 5;
  private final InstantSource time = InstantSource.system();

  @Option(names = "--rounds", description = "Samples of each figure (default: 5).")
  private int rounds = 5;

  @Option(names = "--seconds", description = "Length of a timed round (default: 10).")
  private int seconds = 10;

  @Option(names = "--only", description = "Comparisons whose name contains this.")
  private String only = "";

  @Option(names = "--short", description = "At most three minutes, the quick figures, 2 rounds.")
  private boolean brief;

  @Option(
      names = "--floors",
      description = "What the aims cost at least: server, database and client without Postern.")
  private boolean floors;

  @Option(names = "--home", description = "The project.", required = true)
  private Path home;

  private Postgres postgres;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    PrintStream out = System.out;
    List<Comparison> chosen = figures().stream().filter(it -> it.name().contains(only)).toList();
    // Medians of fewer are a look, not a figure to compare with.
    boolean kept = !brief && rounds >= LEAST_ROUNDS;
    Report report = Report.in(home.resolve("bench/results"));
    List<String> failed;
    try (Postgres started = new Postgres()) {
      postgres = started;
      failed =
          new Rounds(this, brief ? 2 : rounds, out)
              .of(
                  chosen,
                  outcome -> {
                    out.println(Words.of(outcome));
                    report.add(outcome, time.instant()).forEach(out::println);
                    if (kept) {
                      out.println("written: " + report.write(time.instant()));
                    }
                  });
    }
    failed.forEach(it -> out.println("not measured: " + it));
    return failed.isEmpty() ? 0 : 1;
  }

  private List<Comparison> figures() {
    if (floors) {
      return Floors.all();
    }
    return brief ? Figures.quick() : Figures.all();
  }

  /** What came of one comparison; the baselines in the comparison's order. */
  public record Outcome(Comparison comparison, Series ours, List<Series> baselines) {}

  public Postgres postgres() {
    return postgres;
  }

  public Path home() {
    return home;
  }

  public Duration round() {
    return Duration.ofSeconds(brief ? 4 : seconds);
  }

  public boolean brief() {
    return brief;
  }
}
