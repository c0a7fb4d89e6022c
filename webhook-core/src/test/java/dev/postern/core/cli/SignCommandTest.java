package dev.postern.core.cli;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Signatures that stand in the body: they need a place there, and are no header. */
class SignCommandTest {
  private static final InstantSource TIME = InstantSource.fixed(Instant.ofEpochSecond(1760000000));
  private static final String KEY =
      "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056";

  @TempDir Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "adyen|not json|notificationItems",
        "adyen|{}|notificationItems",
        "adyen|{\"notificationItems\":[]}|notificationItems",
        "adyen|{\"notificationItems\":[{}]}|NotificationRequestItem",
        "ms-graph|not json|value",
        "ms-graph|{\"value\":[]}|value",
        "dropbox-sign|not json|neither",
        "dropbox-sign|[]|neither",
        "mailgun|not json|JSON",
        "mailgun|[]|JSON"
      })
  void body_without_a_place_for_the_signature_is_told(String provider, String body, String says) {
    assertThat(run("sign", "-p", provider, "-s", KEY, "-d", body)).isEqualTo(2);
    assertThat(err.toString()).contains(says).doesNotContain("\tat ");
    assertThat(bytes.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "adyen|{\"notificationItems\":[{\"NotificationRequestItem\":{\"additionalData\":{}}}]}",
        "ms-graph|{\"value\":[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"3\"}]}",
        "dropbox-sign|{\"event\":{\"event_type\":\"signature_request_sent\"}}",
        "mailgun|{\"event-data\":{\"id\":\"1\",\"event\":\"opened\"}}"
      })
  void what_is_signed_verifies(String provider, String body) throws IOException {
    assertThat(run("sign", "-p", provider, "-s", KEY, "--json", body)).isZero();
    Path file = Files.write(folder.resolve("request.http"), bytes.toByteArray());

    assertThat(run("verify", "-p", provider, "-s", KEY, "-r", file + "")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "mailgun|{}",
        "dropbox-sign|{\"event\":{}}",
        "ms-graph|{\"value\":[{}]}",
        "adyen|{\"notificationItems\":[{\"NotificationRequestItem\":{\"additionalData\":{}}}]}"
      })
  void header_fields_alone_are_refused_where_the_body_carries_it(String provider, String body) {
    assertThat(run("sign", "-p", provider, "-s", KEY, "-d", body, "--headers-only")).isEqualTo(2);
    assertThat(err.toString()).contains("inside the body", "--headers-only");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void header_fields_alone_are_printed_where_they_carry_it() {
    assertThat(run("sign", "-p", "github", "-s", "k", "-d", "{}", "--headers-only")).isZero();
    assertThat(out.toString()).startsWith("X-Hub-Signature-256: sha256=");
  }

  private int run(String... arguments) {
    CommandLine line = PosternCommand.commandLine(TIME, bytes);
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
