package dev.postern.bench.run;

import java.util.Locale;

/** A comparison as lines for a person. */
final class Words {
  private Words() {}

  static String of(Bench.Outcome outcome) {
    StringBuilder text = new StringBuilder(line("", outcome.ours()));
    for (int i = 0; i < outcome.baselines().size(); i++) {
      Series baseline = outcome.baselines().get(i);
      double reach = outcome.comparison().baselines().get(i).reach();
      double ratio = ratio(outcome.ours(), baseline);
      text.append('\n')
          .append(line("  beside ", baseline))
          .append(
              String.format(
                  Locale.ROOT,
                  "  → %.2f× (%s %.2f×)",
                  ratio,
                  outcome.ours().moreIsBetter() ? "wanted at least" : "wanted at most",
                  reach));
    }
    return text.toString();
  }

  /** Ours over the baseline, as they are. */
  static double ratio(Series ours, Series baseline) {
    return ours.median() / baseline.median();
  }

  private static String line(String before, Series it) {
    return String.format(
        Locale.ROOT,
        "%s%s: %s %s (%s … %s, %d rounds)",
        before,
        it.figure(),
        number(it.median()),
        it.unit(),
        number(it.lowest()),
        number(it.highest()),
        it.samples().size());
  }

  static String number(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }
}
