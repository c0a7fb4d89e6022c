package dev.postern.bench.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./postern faults}: breaks things on purpose and prints what held. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description =
        "The fault matrix: nodes over PostgreSQL, faults, and what held. Exit code 1: something"
            + " broke.")
public final class Matrix implements Callable<Integer> {
  private static final System.Logger LOG = System.getLogger(Matrix.class.getName());
  private static final String PAGE = "docs/reliability.md";
  private final InstantSource time = InstantSource.system();
  private final List<Scenario> scenarios;

  @Option(names = "--quick", description = "The quick half in smaller forms: under ten minutes.")
  private boolean quick;

  @Option(names = "--small", description = "All in smaller forms: about eighteen minutes.")
  private boolean small;

  @Option(names = "--only", split = ",", description = "Scenarios by their numbers.")
  private Set<Integer> only = Set.of();

  @Option(names = "--seed", description = "Of every choice by chance (default: 1).")
  private long seed = 1;

  @Option(names = "--home", description = "The project.", required = true)
  private Path home;

  @Option(names = "--older", description = "An older build of the project, for scenario 21.")
  private @Nullable Path older;

  @Option(
      names = "--record",
      description =
          "Put each row into docs/reliability.md as it ends. A run of all in full does so by"
              + " itself; a smaller form never takes a full one's place.")
  private boolean record;

  @Spec private CommandSpec command;

  Matrix(List<Scenario> scenarios) {
    this.scenarios = scenarios;
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Matrix(Scenarios.all())).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    PrintStream out = System.out;
    long begun = System.nanoTime();
    Table.Run run =
        new Table.Run(
            quick || small ? Form.SMALL : Form.FULL,
            LocalDate.ofInstant(time.instant(), ZoneOffset.UTC),
            seed,
            commit());
    Path page = home.resolve(PAGE);
    boolean recorded = record || (only.isEmpty() && run.form() == Form.FULL);
    if (recorded) {
      // A page without a table is told of now, and not after hours.
      RecordedTable.put(page, List.of(), run);
    }
    List<Played> all = new ArrayList<>();
    try (Stage stage = new Stage(home, Optional.ofNullable(older), quick || small, seed, out)) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stage::discard));
      for (Scenario scenario : chosen()) {
        out.println("… " + scenario.number() + " " + scenario.title());
        Played played = play(scenario, stage);
        all.add(played);
        out.print(Table.line(played, run));
        if (recorded) {
          // At once: a run that is cut off keeps what it has.
          RecordedTable.put(page, List.of(played), run);
        }
      }
    }
    out.println("\n" + Table.of(all, run));
    if (recorded) {
      out.println("recorded: " + page);
    }
    out.println(Table.summary(what(), all, Duration.ofNanos(System.nanoTime() - begun)));
    return all.stream().anyMatch(it -> it.outcome().broken()) ? 1 : 0;
  }

  private String what() {
    String form = quick || small ? "in smaller forms" : "in full";
    if (!only.isEmpty()) {
      return "scenarios " + new TreeSet<>(only) + " " + form;
    }
    return quick ? "the quick half" : "all scenarios " + form;
  }

  /** What was tried: with a plus when it was changed since, but for the rows of runs before. */
  private String commit() throws InterruptedException {
    String folder = home.toString();
    try {
      String commit = Commands.run("git", "-C", folder, "rev-parse", "--short", "HEAD");
      String changed =
          Commands.run(
              "git",
              "-C",
              folder,
              "status",
              "--porcelain",
              "--untracked-files=no",
              "--",
              ":(exclude)" + PAGE);
      return changed.isEmpty() ? commit : commit + "+";
    } catch (IOException noRepository) {
      return "–";
    }
  }

  private List<Scenario> chosen() {
    Set<Integer> unknown = new TreeSet<>(only);
    scenarios.forEach(it -> unknown.remove(it.number()));
    if (!unknown.isEmpty()) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "There is no scenario " + unknown + ".");
    }
    return scenarios.stream().filter(this::isChosen).toList();
  }

  private boolean isChosen(Scenario scenario) {
    return only.isEmpty()
        ? !quick || Scenarios.QUICK_HALF.contains(scenario.number())
        : only.contains(scenario.number());
  }

  private static Played play(Scenario scenario, Stage stage) throws IOException {
    long start = System.nanoTime();
    Outcome outcome;
    try {
      stage.set(scenario);
      start = System.nanoTime();
      outcome = scenario.play(stage);
    } catch (Exception e) {
      outcome = new Outcome.Failed(e.toString());
      LOG.log(System.Logger.Level.ERROR, "scenario_failed number=" + scenario.number(), e);
      stage.discard();
    }
    return new Played(scenario, outcome, Duration.ofNanos(System.nanoTime() - start));
  }
}
