package dev.postern.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  @TempDir private Path repository;

  @Test
  void comparesWithWhatWasCommittedAndNotWithThisMorning() throws Exception {
    Path folder = repository.resolve("bench/results");

    Report first = Report.in(folder);
    assertThat(first.add(outcome(100), NOW)).isEmpty();
    Path unused = first.write(NOW);
    git("init", "-q");
    git("add", "-A");
    git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "figures");
    // Each is a little slower than the one before, and all of them together a lot.
    Report morning = Report.in(folder);
    assertThat(morning.add(outcome(108), NOW)).isEmpty();
    Path written = morning.write(NOW);
    assertThat(Files.readString(written)).contains("108");
    assertThat(Report.in(folder).add(outcome(115), NOW))
        .containsExactly("slower than what was last committed: f, 115 instead of 100 ms");
    assertThat(
            Report.in(folder)
                .json()
                .path("comparisons")
                .path(0)
                .path("ours")
                .path("median")
                .asDouble())
        .isEqualTo(108);
  }

  @Test
  void withoutARepositoryThereIsNothingToCompareWith() throws Exception {
    Report report = Report.in(Files.createDirectory(repository.resolve("results")));
    assertThat(report.add(outcome(100), NOW)).isEmpty();
    assertThat(report.add(outcome(200), NOW)).isEmpty();
    assertThat(report.json().path("comparisons")).hasSize(1);
  }

  private static Bench.Outcome outcome(double median) {
    Series series = new Series("f", "ms", false, List.of(median));
    return new Bench.Outcome(new Comparison("c", null, List.of()), series, List.of());
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).directory(repository.toFile()).inheritIO().start();
    assertThat(git.waitFor()).isZero();
  }
}
