package dev.postern.bench.faults;

import java.util.List;
import java.util.stream.Collectors;

/** The outcomes as a table in Markdown. */
final class Table {
  static final String HEAD =
      "| # | scenario | verdict | criteria and figures | s |\n|---|---|---|---|---|\n";

  private Table() {}

  static String of(List<Played> all) {
    return HEAD + all.stream().map(Table::line).collect(Collectors.joining());
  }

  static String line(Played played) {
    return "| %d | %s | %s | %s | %d |%n"
        .formatted(
            played.scenario().number(),
            played.scenario().title(),
            verdict(played.outcome()),
            figures(played.outcome()),
            played.took().toSeconds());
  }

  private static String verdict(Outcome outcome) {
    return switch (outcome) {
      case Outcome.NotRun notRun -> "not run";
      case Outcome.Judged judged when !judged.broken() -> "held";
      case Outcome.Judged judged -> "BROKEN";
      case Outcome.Failed failed -> "FAILED";
    };
  }

  private static String figures(Outcome outcome) {
    return switch (outcome) {
      case Outcome.NotRun(String why) -> why;
      case Outcome.Failed(String why) -> why.replace('|', '/').replace('\n', ' ');
      case Outcome.Judged(List<Finding> findings) ->
          findings.stream()
              .map(it ->
                  "**%s** %s (%s)"
                      .formatted(
                          it.criterion() == Criterion.X ? "also" : it.criterion(),
                          it.held() ? "held" : "BROKEN",
                          it.figures()))
              .collect(Collectors.joining("; "));
    };
  }
}
