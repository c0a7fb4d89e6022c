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
import picocli.CommandLine;

class CommandLineTest {
  private static final InstantSource TIME = InstantSource.fixed(Instant.ofEpochSecond(1760000000));
  private static final String SECRET = "whsec_ftuCSyQonTIMZpw6HDN5mhamB1pxRDzZ";

  @TempDir Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void signed_request_is_accepted_with_its_event_and_the_secret_that_matched() throws IOException {
    Path request = signedRequest();

    int code = run("verify", "-p", "stripe", "-s", "whsec_other", "-s", SECRET, "-r", request + "");

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("accepted: Stripe", "#2", "evt_1", "invoice.paid")
        .doesNotContain(SECRET);
  }

  @Test
  void newline_added_by_an_editor_after_the_body_does_no_harm() throws IOException {
    Path request = signedRequest();
    Files.writeString(request, Files.readString(request) + "\n");

    assertThat(run("verify", "-p", "stripe", "-s", SECRET, "-r", request + "")).isZero();
  }

  @Test
  void tampered_request_is_refused_with_reason_and_diagnosis() throws IOException {
    Path request = signedRequest();
    Files.writeString(request, Files.readString(request).replace("evt_1", "evt_2"));

    assertThat(run("verify", "-p", "stripe", "-s", SECRET, "-r", request + "")).isEqualTo(1);
    assertThat(out.toString())
        .contains("refused: bad_signature", "diagnosis")
        .doesNotContain(SECRET);
  }

  @Test
  void request_can_be_put_together_like_a_curl_command() {
    run("sign", "-p", "github", "-s", "s3cret", "-d", "{}", "--headers-only");
    String field = out.toString().strip();
    out.getBuffer().setLength(0);

    assertThat(run("verify", "-p", "github", "-s", "s3cret", "-d", "{}", "-H", field)).isZero();
    assertThat(run("verify", "-p", "github", "-s", "s3cret", "-d", "{ }", "-H", field))
        .isEqualTo(1);
  }

  @Test
  void secret_comes_from_a_file_without_its_final_newline() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");

    assertThat(
            run("verify", "-p", "stripe", "--secret-file", secret + "", "-r", signedRequest() + ""))
        .isZero();
  }

  @Test
  void later_time_makes_the_same_request_stale_unless_the_window_is_wider() throws IOException {
    Path request = signedRequest();

    assertThat(
            run("verify", "-p", "stripe", "-s", SECRET, "-r", request + "", "--now", "1760000301"))
        .isEqualTo(1);
    assertThat(out.toString()).contains("stale_timestamp");
    assertThat(
            run(
                "verify",
                "-p",
                "stripe",
                "-s",
                SECRET,
                "-r",
                request + "",
                "--now",
                "2025-10-09T09:00:00Z",
                "--tolerance",
                "3600"))
        .isZero();
  }

  @Test
  void conformance_reports_each_failing_vector_and_fails_on_a_must() throws IOException {
    String good =
        """
        {"id":"x/ok","provider":"github","secret":"k","method":"POST","url":"https://a/","headers":[],\
        "body_base64":"","now":1,"expect":"reject","strength":"must","reason":"missing_signature"}
        """;
    Path file = Files.writeString(folder.resolve("v.jsonl"), good);
    assertThat(run("conformance", file + "")).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("1 passed, 0 failed\n");

    Files.writeString(file, good + good.replace("missing_signature", "bad_signature"));
    assertThat(run("conformance", file + "")).isEqualTo(1);
    assertThat(out.toString())
        .contains("FAIL must x/ok: expected reject [bad_signature], got reject missing_signature")
        .contains("1 passed, 1 failed");

    Files.writeString(file, good.replace("missing_sig", "bad_sig").replace("must", "policy"));
    assertThat(run("conformance", file + "")).isZero();
  }

  @Test
  void secret_is_made_in_the_providers_format() {
    run("secret");
    assertThat(out.toString()).matches("whsec_[A-Za-z0-9+/]{43}=\\R");
  }

  @Test
  void providers_are_listed_with_what_they_sign() {
    assertThat(run("providers")).isZero();
    assertThat(out.toString())
        .containsPattern("stripe +Stripe +Stripe-Signature over \\{timestamp}");
  }

  @Test
  void unknown_provider_and_unreadable_file_are_told_in_one_line() {
    assertThat(run("verify", "-p", "nobody", "-s", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("No provider is called nobody").doesNotContain("\tat ");
    assertThat(run("sign", "-p", "github")).isEqualTo(2);
    assertThat(err.toString()).contains("Signing needs a secret");
  }

  @Test
  void provider_is_guessed_and_the_guess_is_told() throws IOException {
    Path request = signedRequest();

    assertThat(run("verify", "-s", SECRET, "-r", request + "")).isZero();
    assertThat(told()).contains("accepted: Stripe", "stripe, guessed by its signature fits");
    assertThat(run("verify", "-s", "another", "-r", request + "")).isEqualTo(1);
    assertThat(told()).contains("stripe, guessed by the field Stripe-Signature");
    assertThat(run("verify", "-r", request + "")).isEqualTo(1);
    assertThat(told()).contains("refused: no_secret", "stripe, guessed by");
    String digest = "sha256=" + "0".repeat(64);
    assertThat(
            run(
                "verify",
                "-s",
                "k",
                "-H",
                "X-Hub-Signature-256: " + digest,
                "-H",
                "X-GitHub-Event: push"))
        .isEqualTo(1);
    assertThat(told()).contains("github, guessed by the field X-Hub-Signature-256");
    assertThat(
            run(
                "verify",
                "-s",
                "00ff",
                "--json",
                "{\"notificationItems\":[{\"NotificationRequestItem\":"
                    + "{\"additionalData\":{\"hmacSignature\":\"AAAA\"}}}]}"))
        .isEqualTo(1);
    assertThat(told()).contains("adyen, guessed by the signature in its body");
    assertThat(run("verify", "-s", "k", "-d", "{}")).isEqualTo(2);
    assertThat(told()).contains("--provider");
  }

  @Test
  void scheme_of_ones_own_is_read_from_a_file() throws IOException {
    Path custom =
        Files.writeString(
            folder.resolve("scheme.json"),
            "{\"signature_header\":\"X-Sig\",\"template\":\"{path}.{body}\",\"event_id\":\"body:/id\"}");
    Path raw = folder.resolve("raw.http");

    assertThat(
            run(
                "sign",
                "--custom",
                custom + "",
                "-s",
                "k",
                "-d",
                "{\"id\":\"e7\"}",
                "-o",
                raw + "",
                "https://h.example/a"))
        .isZero();
    assertThat(Files.readString(raw)).startsWith("POST /a HTTP/1.1\r\n").contains("X-Sig: ");
    assertThat(run("verify", "--custom", custom + "", "-s", "k", "-r", raw + "")).isZero();
    assertThat(told()).contains("accepted: Custom scheme", "e7");
    Files.writeString(custom, "{\"algorithm\":\"md5\"}");
    assertThat(run("verify", "--custom", custom + "", "-s", "k", "-r", raw + "")).isEqualTo(2);
    assertThat(told())
        .contains("describes no scheme", "/signature_header: ", "/algorithm: It is one of");
  }

  @Test
  void captures_are_read_as_people_have_them() throws IOException {
    String body = "{\"id\":\"evt_1\",\"type\":\"invoice.paid\"}";
    String raw = Files.readString(signedRequest());
    String head = raw.substring(0, raw.length() - body.length());
    String chunked =
        "7;x=1\r\n"
            + body.substring(0, 7)
            + "\r\n"
            + Integer.toHexString(body.length() - 7)
            + "\r\n"
            + body.substring(7)
            + "\r\n0\r\n\r\n";

    assertThat(captured(raw.replace("\r\n", "\n"))).contains("accepted");
    assertThat(captured("\uFEFF\r\n" + raw)).contains("accepted");
    assertThat(
            captured(
                head.replaceFirst("Content-Length: \\d+", "Transfer-Encoding: Chunked") + chunked))
        .contains("accepted");
    assertThat(
            captured(
                head.replaceFirst("Content-Length: \\d+", "Transfer-Encoding: chunked") + body))
        .contains("accepted");
    assertThat(captured(head.replace("Stripe-Signature: t", "Stripe-Signature:\r\n\tt") + body))
        .contains("accepted");
    assertThat(captured(raw.substring(0, raw.length() - 3)))
        .contains("bad_signature", "the file has " + (body.length() - 3));
    assertThat(captured(raw + "more")).contains("accepted", "is cut to what it says");
    assertThat(captured(raw.replace("\r\n\r\n", "\r\nContent-Encoding: gzip\r\n\r\n")))
        .contains("compressed (gzip)");
  }

  @Test
  void captures_that_are_none_are_told_in_words() throws IOException {
    assertThat(captured("")).contains("The request is empty");
    assertThat(captured("Host: x\r\n\r\n{}")).contains("no request line");
    assertThat(captured("POST / HTTP/1.1\r\nno colon\r\n\r\n")).contains("Not a header line");
    assertThat(captured("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc"))
        .contains("chunked body is broken");
    assertThat(run("verify", "-p", "stripe", "-r", folder.resolve("gone") + "")).isEqualTo(2);
    assertThat(told()).contains("there is no file");
    assertThat(run("verify", "-p", "stripe", "--now", "soon")).isEqualTo(2);
    assertThat(told()).contains("--now is unix seconds or RFC 3339");
    assertThat(run("verify", "-p", "sterling", "-s", "u:p", "-u", "u:p", "-d", "{}")).isZero();
  }

  @Test
  void line_that_is_no_vector_is_one_failure_and_the_rest_is_run() throws IOException {
    Path file = Files.writeString(folder.resolve("v.jsonl"), "{\"id\":\"x\"}\n\nnonsense\n");

    assertThat(run("conformance", file + "")).isEqualTo(1);
    assertThat(told())
        .contains(
            "FAIL line 1: The vector has no text",
            "FAIL line 3: Not a line of JSON",
            "0 passed, 2 failed");
  }

  private String captured(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("captured.http"), text);
    run("verify", "-p", "stripe", "-s", SECRET, "-r", file + "");
    return told();
  }

  private String told() {
    String told = out.toString() + err;
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return told;
  }

  private Path signedRequest() throws IOException {
    run(
        "sign",
        "-p",
        "stripe",
        "-s",
        SECRET,
        "--url",
        "https://gw.example.com/in/stripe?x=1",
        "-d",
        "{\"id\":\"evt_1\",\"type\":\"invoice.paid\"}",
        "-H",
        "Content-Type: application/json");
    Path file = Files.writeString(folder.resolve("request.http"), out.toString());
    assertThat(out.toString())
        .startsWith("POST /in/stripe?x=1 HTTP/1.1\r\nHost: gw.example.com\r\n");
    out.getBuffer().setLength(0);
    return file;
  }

  private int run(String... arguments) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    CommandLine command = PosternCommand.commandLine(TIME, raw);
    int code =
        command
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    out.append(raw.toString(StandardCharsets.UTF_8));
    return code;
  }
}
