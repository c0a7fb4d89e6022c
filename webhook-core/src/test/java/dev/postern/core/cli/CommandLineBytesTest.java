package dev.postern.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not text goes through the command line byte for byte. */
class CommandLineBytesTest {
  private static final InstantSource TIME = InstantSource.fixed(Instant.ofEpochSecond(1760000000));
  private static final byte[] NO_TEXT = {(byte) 0xFF, 0, (byte) 0xC3, '(', '\r', (byte) 0x80};

  @TempDir Path folder;

  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final StringWriter out = new StringWriter();

  @Test
  void signed_request_on_standard_output_keeps_a_body_that_is_no_text() throws IOException {
    Path body = Files.write(folder.resolve("body"), NO_TEXT);

    assertThat(run("sign", "-p", "github", "-s", "s3cret", "-d", "@" + body)).isZero();

    byte[] raw = stdout.toByteArray();
    assertThat(raw).endsWith(NO_TEXT);
    Path captured = Files.write(folder.resolve("captured.http"), raw);
    assertThat(run("verify", "-p", "github", "-s", "s3cret", "-r", captured + ""))
        .as(out.toString())
        .isZero();
  }

  @Test
  void line_that_is_no_utf8_is_one_failure_and_the_rest_is_run() throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    lines.writeBytes(vector("{}"));
    lines.writeBytes(new byte[] {'{', '"', (byte) 0xC3, '(', '"', '}', '\n'});
    lines.writeBytes(vector("{\"note\":\"Zoë\"}"));
    Path file = Files.write(folder.resolve("v.jsonl"), lines.toByteArray());

    assertThat(run("conformance", file + "")).isEqualTo(1);

    assertThat(out.toString().lines())
        .containsExactly("FAIL line 2: Not UTF-8.", "2 passed, 1 failed");
  }

  /** Its id is not ASCII, so that reading it in another charset would show. */
  private static byte[] vector(String note) {
    return ("{\"id\":\"ë\",\"provider\":\"github\",\"secret\":\"k\",\"method\":\"POST\",\"url\":\"https://a/\","
                + "\"headers\":[],\"body_base64\":\"\",\"now\":1,\"expect\":\"reject\",\"strength\":\"must\","
                + "\"reason\":\"missing_signature\",\"note\":"
            + note
            + "}\n")
        .getBytes(UTF_8);
  }

  private int run(String... arguments) {
    return PosternCommand.commandLine(TIME, stdout)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute(arguments);
  }
}
