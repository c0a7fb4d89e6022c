package dev.postern.core.cli;

import dev.postern.core.signature.conformance.Conformance;
import dev.postern.core.signature.conformance.Vector;
import dev.postern.core.signature.conformance.VectorReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    description = "Run signature vectors, one JSON object a line.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:no failed must", "1:a failed must", "2:used wrongly"})
final class ConformanceCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The vectors.")
  private Path file = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    int number = 0;
    int passed = 0;
    int failed = 0;
    boolean mustFailed = false;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank()) {
          number++;
          continue;
        }
        number++;
        Conformance.Outcome outcome;
        try {
          outcome = Conformance.judge(VectorReader.read(line));
        } catch (IllegalArgumentException e) {
          failed++;
          mustFailed = true;
          out.println("FAIL line " + number + ": " + e.getMessage());
          continue;
        }
        if (outcome.passed()) {
          passed++;
        } else {
          failed++;
          mustFailed |= outcome.vector().strength() == Vector.Strength.MUST;
          out.println(describe(outcome));
        }
      }
    }
    out.println(passed + " passed, " + failed + " failed");
    return mustFailed ? 1 : 0;
  }

  private static String describe(Conformance.Outcome outcome) {
    String strength = outcome.vector().strength().name().toLowerCase(Locale.ROOT);
    return "FAIL "
        + strength
        + " "
        + outcome.vector().id()
        + ": "
        + String.join("; ", outcome.deviations());
  }
}
