package dev.postern.bench.faults;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** The outcomes as a table in Markdown. */
final class Table {
  static final String HEAD =
      """
      | # | form | scenario | verdict | criteria and figures | s | date | seed | commit |
      |---|---|---|---|---|---|---|---|---|
      """;

  /** What all rows of one run have in common. */
  record Run(Form form, LocalDate date, long seed, String commit) {}

  private Table() {}

  static String of(List<Played> all, Run run) {
    return HEAD + all.stream().map(it -> line(it, run)).collect(Collectors.joining());
  }

  static String line(Played played, Run run) {
    return "| %d | %s | %s | %s | %s | %d | %s | %d | %s |\n"
        .formatted(
            played.scenario().number(),
            run.form().word(),
            played.scenario().title(),
            verdict(played.outcome()),
            figures(played.outcome()),
            played.took().toSeconds(),
            run.date(),
            run.seed(),
            run.commit());
  }

  /** The last line of a run: what it was and how long it took, starts of nodes included. */
  static String summary(String what, List<Played> all, Duration took) {
    return "%s: %d played, %d broken, in %d s (%d min %d s)"
        .formatted(
            what,
            all.stream().filter(it -> !(it.outcome() instanceof Outcome.NotRun)).count(),
            all.stream().filter(it -> it.outcome().broken()).count(),
            took.toSeconds(),
            took.toMinutes(),
            took.toSecondsPart());
  }

  private static String verdict(Outcome outcome) {
    return switch (outcome) {
      case Outcome.NotRun notRun -> "not run";
      case Outcome.Judged judged when judged.broken() -> "BROKEN";
      case Outcome.Judged(List<Finding> findings) ->
          findings.stream()
              .filter(it -> it.is(Finding.Verdict.UNMEASURED))
              .map(it -> "held, but " + it.criterion() + " unmeasured")
              .findFirst()
              .orElse("held");
      case Outcome.Failed failed -> "FAILED";
    };
  }

  private static String figures(Outcome outcome) {
    return plain(outcome).replace('|', '/').replace('\n', ' ');
  }

  private static String plain(Outcome outcome) {
    return switch (outcome) {
      case Outcome.NotRun(String why) -> why;
      case Outcome.Failed(String why) -> why;
      case Outcome.Judged(List<Finding> findings) ->
          findings.stream()
              .map(it ->
                  "**%s** %s (%s)"
                      .formatted(
                          it.criterion() == Criterion.X ? "also" : it.criterion(),
                          switch (it.verdict()) {
                            case HELD -> "held";
                            case BROKEN -> "BROKEN";
                            case UNMEASURED -> "unmeasured";
                          },
                          it.figures()))
              .collect(Collectors.joining("; "));
    };
  }
}
