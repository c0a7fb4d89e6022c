package dev.postern.bench.faults;

import java.util.List;

/** What came of a scenario. */
sealed interface Outcome {
  record Judged(List<Finding> findings) implements Outcome {}

  /** It could not be played here, or is not worth its time in a quick run. */
  record NotRun(String why) implements Outcome {}

  /** It did not get to its end: that proves nothing, and counts as broken. */
  record Failed(String why) implements Outcome {}

  default boolean broken() {
    return switch (this) {
      case Judged(List<Finding> findings) ->
          findings.stream().anyMatch(it -> it.is(Finding.Verdict.BROKEN));
      case NotRun notRun -> false;
      case Failed failed -> true;
    };
  }

  static Outcome of(Finding... findings) {
    return new Judged(List.of(findings));
  }
}
