package dev.postern.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private final List<String> done = new ArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  /** Fails where its name says so. */
  private record Noted(String name, List<String> done) implements Figure {
    @Override
    public String unit() {
      return "ms";
    }

    @Override
    public void open(Bench bench) {
      step("open");
    }

    @Override
    public double measure(Bench bench) {
      step("measure");
      return 1;
    }

    @Override
    public void close() {
      step("close");
    }

    private void step(String step) {
      done.add(step + " " + name);
      if (name.contains(step)) {
        throw new IllegalStateException("no " + step);
      }
    }
  }

  @Test
  void figuresTakeTurns() throws Exception {
    List<String> taken = new ArrayList<>();
    assertThat(rounds(2).of(List.of(compared("a", "b")), it -> taken.add(it.ours().figure())))
        .isEmpty();
    assertThat(taken).containsExactly("a");
    assertThat(done)
        .containsExactly(
            "open a",
            "open b",
            "measure a",
            "measure b",
            "measure a",
            "measure b",
            "close b",
            "close a");
  }

  @Test
  void oneThatFailsKeepsNoOtherBack() throws Exception {
    List<String> taken = new ArrayList<>();
    List<String> failed =
        rounds(1)
            .of(
                List.of(
                    compared("first", "does not open"),
                    compared("does not measure", "second"),
                    compared("third", "does not close"),
                    compared("fourth", "fine")),
                it -> taken.add(it.ours().figure()));
    assertThat(failed).containsExactly("first", "does not measure", "third");
    assertThat(taken).containsExactly("fourth");
    assertThat(done).contains("close first", "close second", "close third", "close fourth");
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("FAILED: first: java.lang.IllegalStateException: no open");
  }

  private Rounds rounds(int count) {
    return new Rounds(new Bench(), count, out);
  }

  private Comparison compared(String ours, String beside) {
    return Comparison.of(new Noted(ours, done), new Comparison.Beside(new Noted(beside, done), 1));
  }
}
