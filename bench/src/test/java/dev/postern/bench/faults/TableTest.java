package dev.postern.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final Table.Run FULL = new Table.Run(Form.FULL, DAY, 7, "52ba0ac");
  private static final Table.Run SMALL = new Table.Run(Form.SMALL, DAY, 7, "52ba0ac");
  private static final Finding HELD = Finding.of(Criterion.L, true, "3 acked, 0 lost");
  private static final String PAGE =
      "before\n<!-- faults: begin -->\nby hand\n\n"
          + Table.HEAD
          + "| 2 | full | two | held | x | 1 | 2026-11-22 | 1 | – |\n"
          + "| 12 | small | twelve | BROKEN | y | 2 | 2026-11-22 | 1 | – |\n"
          + "\nnotes\n<!-- faults: end -->\nafter | 12 | \n";

  private record Named(int number, String title) implements Scenario {
    @Override
    public int nodes() {
      return 0;
    }

    @Override
    public Outcome play(Stage stage) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void aLineHasEverythingThatIsDocumented() {
    assertThat(Table.line(played(5, Outcome.of(HELD)), FULL))
        .isEqualTo(
            "| 5 | full | t5 | held | **L** held (3 acked, 0 lost) | 61 | 2026-11-23 | 7 | 52ba0ac"
                + " |\n");
    assertThat(Table.HEAD.lines().findFirst().orElseThrow().split("\\|"))
        .hasSameSizeAs(Table.line(played(5, Outcome.of(HELD)), FULL).strip().split("\\|"));
  }

  @Test
  void whatIsUnmeasuredIsNotCalledHeld() {
    Finding pace = Finding.of(Criterion.F, Finding.Verdict.UNMEASURED, "17 s");
    Outcome outcome = Outcome.of(HELD, pace);
    assertThat(outcome.broken()).isFalse();
    assertThat(Table.line(played(14, outcome), FULL))
        .contains("| held, but F unmeasured |", "**F** unmeasured (17 s)");
  }

  @Test
  void aBarInAReasonMakesNoColumn() {
    Outcome failed = new Outcome.Failed("a | b\nc");
    assertThat(Table.line(played(5, failed), FULL)).contains("| FAILED | a / b c |");
  }

  @Test
  void rowsTakeTheirPlacesAndAllElseStays() {
    List<Played> all = List.of(played(12, Outcome.of(HELD)), played(5, Outcome.of(HELD)));
    String page = RecordedTable.with(PAGE, all, FULL);
    assertThat(page.lines())
        .containsExactly(
            "before",
            "<!-- faults: begin -->",
            "by hand",
            "",
            Table.HEAD.lines().toList().get(0),
            Table.HEAD.lines().toList().get(1),
            "| 2 | full | two | held | x | 1 | 2026-11-22 | 1 | – |",
            Table.line(all.get(1), FULL).strip(),
            Table.line(all.get(0), FULL).strip(),
            "",
            "notes",
            "<!-- faults: end -->",
            "after | 12 | ");
  }

  @Test
  void aSmallerFormTakesNoFullOnesPlaceAndWhatWasNotRunTakesNone() {
    List<Played> all =
        List.of(
            played(2, Outcome.of(HELD)),
            played(12, Outcome.of(HELD)),
            played(20, new Outcome.NotRun("no PgBouncer")));
    String page = RecordedTable.with(PAGE, all, SMALL);
    assertThat(page)
        .contains("| 2 | full | two |", "| 12 | small | t12 | held |")
        .doesNotContain("PgBouncer", "twelve");
  }

  @Test
  void aPageWithoutTheTableIsLeftAlone() {
    for (String page : List.of("no marks", PAGE.replace("| date |", "| day |"))) {
      assertThatThrownBy(() -> RecordedTable.with(page, List.of(), FULL))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void thePageItselfHasTheTable() throws Exception {
    String page = Files.readString(Path.of("../docs/reliability.md"));
    String recorded = RecordedTable.with(page, List.of(played(99, Outcome.of(HELD))), FULL);
    assertThat(recorded.replace(Table.line(played(99, Outcome.of(HELD)), FULL), ""))
        .isEqualTo(page);
  }

  @Test
  void theLastLineSaysWhatItWasAndHowLongItTook() {
    List<Played> all =
        List.of(
            played(2, Outcome.of(HELD)),
            played(3, new Outcome.Failed("x")),
            played(20, new Outcome.NotRun("y")));
    assertThat(Table.summary("the quick half", all, Duration.ofSeconds(432)))
        .isEqualTo("the quick half: 2 played, 1 broken, in 432 s (7 min 12 s)");
  }

  private static Played played(int number, Outcome outcome) {
    return new Played(new Named(number, "t" + number), outcome, Duration.ofMillis(61_900));
  }
}
