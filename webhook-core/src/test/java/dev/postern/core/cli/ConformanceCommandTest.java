package dev.postern.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as editors and scripts leave them. */
class ConformanceCommandTest {
  private static final String GOOD =
      """
      {"id":"x/ok","provider":"github","secret":"k","method":"POST","url":"https://a/","headers":[],\
      "body_base64":"","now":1,"expect":"reject","strength":"must","reason":"missing_signature"}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  @Test
  void byte_order_mark_before_the_first_line_is_skipped_and_elsewhere_is_no_json()
      throws IOException {
    assertThat(run("\uFEFF" + GOOD + GOOD)).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("2 passed, 0 failed");

    assertThat(run(GOOD + "\uFEFF" + GOOD)).isEqualTo(1);
    assertThat(out.toString()).contains("FAIL line 2: Not a line of JSON", "1 passed, 1 failed");
  }

  @Test
  void odd_lines_are_told_by_their_number_and_never_pass() throws IOException {
    String policy = GOOD.replace("must", "policy");
    int code =
        run(
            policy.replace("\"reject\"", "\"refuse\"")
                + policy.replace("\"now\":1,", "")
                + policy.strip()
                + "{}\n"
                + policy.replace("\"secret\":\"k\"", "\"secrets\":[null]")
                + policy);

    assertThat(code).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "FAIL line 1: The vector's expect is one of accept, reject, not refuse.",
            "FAIL line 2: The vector has no number called now.",
            "FAIL line 3: Not a line of JSON",
            "FAIL line 4: The vector's secrets is no array of texts.",
            "1 passed, 4 failed");
  }

  private int run(String lines) throws IOException {
    Path file = Files.write(folder.resolve("v.jsonl"), lines.getBytes(UTF_8));
    out.getBuffer().setLength(0);
    return PosternCommand.commandLine(InstantSource.fixed(Instant.EPOCH))
        .setOut(new PrintWriter(out, true))
        .execute("conformance", file.toString());
  }
}
