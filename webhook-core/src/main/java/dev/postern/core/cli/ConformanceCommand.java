package dev.postern.core.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.core.signature.conformance.Conformance;
import dev.postern.core.signature.conformance.Vector;
import dev.postern.core.signature.conformance.VectorReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
  private static final String BYTE_ORDER_MARK = new String("\uFEFF".getBytes(UTF_8), ISO_8859_1);

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
    // One byte a character: a line that is no UTF-8 fails by itself and not the whole file.
    try (BufferedReader lines = Files.newBufferedReader(file, ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (number == 1 && line.startsWith(BYTE_ORDER_MARK)) {
          line = line.substring(BYTE_ORDER_MARK.length());
        }
        if (line.isBlank()) {
          continue;
        }
        Conformance.Outcome outcome;
        try {
          outcome = Conformance.judge(VectorReader.read(text(line)));
        } catch (CharacterCodingException | RuntimeException e) {
          failed++;
          mustFailed = true;
          out.println("FAIL line " + number + ": " + sentence(e));
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

  private static String sentence(Exception problem) {
    return switch (problem) {
      case CharacterCodingException coding -> "Not UTF-8.";
      case IllegalArgumentException told when told.getMessage() != null -> told.getMessage();
      default -> problem.toString();
    };
  }

  private static String text(String bytes) throws CharacterCodingException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1))).toString();
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
