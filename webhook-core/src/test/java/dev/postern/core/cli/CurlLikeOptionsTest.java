package dev.postern.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Options mean what they mean to curl, and none is taken and then ignored. */
class CurlLikeOptionsTest {
  private static final InstantSource TIME = InstantSource.fixed(Instant.ofEpochSecond(1760000000));
  private static final String CUSTOM =
      "{\"signature_header\":\"X-Sig\",\"template\":\"{timestamp}.{body}\","
          + "\"timestamp_header\":\"X-Time\"%s}";

  @TempDir Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void data_is_a_form_as_with_curl() {
    String[] twilio = {"-p", "twilio", "-s", "k", "-d", "b=2&a=1", "https://h.example/a"};
    String form = "Content-Type: application/x-www-form-urlencoded";
    String bare = signature(twilio);

    assertThat(signature(with(twilio, "-H", form))).isEqualTo(bare);
    assertThat(signature(with(twilio, "-H", "content-type: text/plain"))).isNotEqualTo(bare);
    assertThat(run(with(twilio, "verify", "-H", bare))).isZero();
  }

  @Test
  void json_and_the_file_of_a_request_keep_their_type() throws IOException {
    assertThat(run("sign", "-p", "github", "-s", "k", "-d", " {}")).isZero();
    assertThat(out.toString()).doesNotContainIgnoringCase("content-type");
    assertThat(run("sign", "-p", "github", "-s", "k", "--json", "a=1")).isZero();
    assertThat(out.toString()).contains("Content-Type: application/json");
    Path file =
        Files.writeString(
            folder.resolve("r"), "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: text/csv\r\n\r\n");
    assertThat(run("sign", "-p", "github", "-s", "k", "-r", file + "", "-d", "a=1")).isZero();
    assertThat(out.toString()).contains("Content-Type: text/csv").doesNotContain("urlencoded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "sign"})
  void negative_tolerance_is_refused(String command) {
    assertThat(run(command, "-p", "stripe", "-s", "k", "-d", "{}", "--tolerance", "-1"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--tolerance is 0 seconds or more, not -1.");
  }

  @Test
  void tolerance_beside_one_of_the_description_is_refused() throws IOException {
    Path own =
        Files.writeString(folder.resolve("own"), CUSTOM.formatted(",\"tolerance\":\"PT9S\""));
    Path none = Files.writeString(folder.resolve("none"), CUSTOM.formatted(""));
    String[] options = {"-s", "k", "-d", "{}", "--tolerance", "60"};

    assertThat(run(with(options, "verify", "--custom", own + ""))).isEqualTo(2);
    assertThat(err.toString()).contains("has a tolerance of its own", "--tolerance");
    assertThat(run(with(options, "verify", "--custom", none + ""))).isEqualTo(1);
  }

  private String signature(String... options) {
    assertThat(run(with(options, "sign", "--headers-only"))).isZero();
    return out.toString().strip();
  }

  private static String[] with(String[] options, String... first) {
    String[] all = new String[first.length + options.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(options, 0, all, first.length, options.length);
    return all;
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    CommandLine line = PosternCommand.commandLine(TIME, raw);
    int code =
        line.setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    out.append(raw.toString(StandardCharsets.UTF_8));
    return code;
  }
}
