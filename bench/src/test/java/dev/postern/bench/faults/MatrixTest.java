package dev.postern.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MatrixTest {
  private static final Finding HELD = Finding.of(Criterion.L, true, "3 acked, 0 lost");
  private final StringWriter complaints = new StringWriter();
  private final List<Integer> played = new ArrayList<>();
  @TempDir private Path home;
  private Path page;

  @FunctionalInterface
  private interface Part {
    Outcome play() throws Exception;
  }

  private record Alone(int number, Part part) implements Scenario {
    @Override
    public String title() {
      return "t" + number;
    }

    @Override
    public int nodes() {
      return 0;
    }

    @Override
    public Outcome play(Stage stage) throws Exception {
      return part.play();
    }
  }

  @BeforeEach
  void page() throws Exception {
    page = home.resolve("docs/reliability.md");
    Files.createDirectories(page.getParent());
    Files.writeString(page, "<!-- faults: begin -->\n" + Table.HEAD + "\n<!-- faults: end -->\n");
  }

  @Test
  void severalAreRunInOneCommandAndEachIsRecordedAsItEnds() throws Exception {
    List<String> seen = new ArrayList<>();
    List<Scenario> all =
        List.of(
            scenario(5),
            scenario(2),
            new Alone(
                8,
                () -> {
                  seen.addAll(rows());
                  return new Outcome.Failed("broke off");
                }));
    assertThat(run(all, "--only", "8,5", "--record")).isEqualTo(1);
    assertThat(played).containsExactly(5);
    assertThat(seen).singleElement().asString().startsWith("| 5 | full | t5 | held |");
    assertThat(rows())
        .satisfiesExactly(
            five -> assertThat(five).startsWith("| 5 | full | t5 | held |"),
            eight -> assertThat(eight).startsWith("| 8 | full | t8 | FAILED |"));
  }

  @Test
  void someInFullAreRecordedOnlyWhereThatIsAskedFor() throws Exception {
    assertThat(run(List.of(scenario(5), scenario(8)), "--only", "5")).isZero();
    assertThat(rows()).isEmpty();
    assertThat(run(List.of(scenario(5), scenario(8)))).isZero();
    assertThat(rows()).hasSize(2);
  }

  @Test
  void anUnknownNumberAndAPageWithoutATableAreToldOfBeforeAnythingIsPlayed() throws Exception {
    assertThat(run(List.of(scenario(5)), "--only", "5,99")).isEqualTo(2);
    assertThat(complaints).asString().contains("99");
    Files.writeString(page, "no table");
    assertThat(run(List.of(scenario(5)), "--record")).isEqualTo(1);
    assertThat(played).isEmpty();
  }

  private Scenario scenario(int number) {
    return new Alone(
        number,
        () -> {
          played.add(number);
          return Outcome.of(HELD);
        });
  }

  private int run(List<Scenario> all, String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.add("--home=" + home);
    return new CommandLine(new Matrix(all))
        .setErr(new PrintWriter(complaints, true))
        .execute(words.toArray(String[]::new));
  }

  private List<String> rows() throws Exception {
    return Files.readString(page).lines().filter(it -> it.matches("\\| [0-9].*")).toList();
  }
}
