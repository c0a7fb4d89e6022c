package dev.postern.outbound.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.outbound.send.ScriptedReceiver.Received;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSenderAnswersTest {

  private final HttpSender sender = Sending.toLoopback();

  @AfterEach
  void close() {
    sender.close();
  }

  @Test
  void sends_the_exact_bytes_with_host_and_length_and_nothing_of_its_own() throws IOException {
    try (ScriptedReceiver receiver =
        ScriptedReceiver.plain(
            ScriptedReceiver.always("HTTP/1.1 204 No Content\r\nx-seen: yes\r\n\r\n"))) {
      String url = "http://127.0.0.1:" + receiver.port() + "/a/../b//c%2F%0a?x=1&y=a@b";
      AttemptOutcome outcome = sender.send(Sending.post(url));
      assertThat(outcome.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(outcome.status()).contains(204);
      assertThat(outcome.reply().orElseThrow().headers().first("X-Seen")).contains("yes");
      assertThat(outcome.reply().orElseThrow().body()).isEqualTo(BodyExcerpt.NONE);
      Received request = receiver.requests().getFirst();
      assertThat(request.head())
          .isEqualTo(
              "POST /a/../b//c%2F%0a?x=1&y=a@b HTTP/1.1\r\nHost: 127.0.0.1:"
                  + receiver.port()
                  + "\r\ncontent-type: application/json\r\nwebhook-id: evt_1\r\n"
                  + "Content-Length: 15\r\n\r\n");
      assertThat(request.body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"type\":\"ping\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({"//evil.example/x", "/%00", "/"})
  void sends_the_path_as_it_was_typed(String path) throws IOException {
    try (ScriptedReceiver receiver = answering("200 OK", "", "ok")) {
      AttemptOutcome outcome =
          sender.send(Sending.post("http://127.0.0.1:" + receiver.port() + path));
      assertThat(outcome.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(receiver.requests().getFirst().requestLine())
          .isEqualTo("POST " + path + " HTTP/1.1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "301, redirect not followed",
    "302, redirect not followed",
    "308, redirect not followed",
    "400, refuses the request",
    "410, gone",
    "429, slow down",
    "500, failed on its side",
    "503, failed on its side"
  })
  void anything_but_2xx_is_an_http_error_in_words(int status, String words) throws IOException {
    String location = "location: http://127.0.0.1:1/elsewhere\r\n";
    try (ScriptedReceiver receiver = answering(status + " X", location, "no")) {
      AttemptOutcome outcome = sender.send(Sending.post(receiver.url()));
      assertThat(outcome.outcome()).isEqualTo(Outcome.HTTP_ERROR);
      assertThat(outcome.detail()).contains(String.valueOf(status)).contains(words);
      assertThat(outcome.status()).contains(status);
      assertThat(outcome.reply().orElseThrow().body().text()).isEqualTo("no");
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'120', PT2M",
    "'Sun, 22 Nov 2026 12:05:00 GMT', PT5M",
    "'Sun, 22 Nov 2026 11:00:00 GMT', PT0S",
    "'999999999999', PT24H",
    "'soon', "
  })
  void reads_retry_after_of_a_429(String value, Duration expected) throws IOException {
    String field = "retry-after: " + value + "\r\n";
    try (ScriptedReceiver receiver = answering("429 Too Many Requests", field, "")) {
      AttemptOutcome outcome = sender.send(Sending.post(receiver.url()));
      assertThat(outcome.retryAfter()).isEqualTo(Optional.ofNullable(expected));
    }
  }

  @Test
  void a_success_has_no_retry_after() throws IOException {
    try (ScriptedReceiver receiver = answering("200 OK", "retry-after: 60\r\n", "")) {
      assertThat(sender.send(Sending.post(receiver.url())).retryAfter()).isEmpty();
    }
  }

  @Test
  void keeps_ten_thousand_characters_of_a_body_and_says_so() throws IOException {
    try (ScriptedReceiver receiver = answering("500 X", "", "x".repeat(10_001))) {
      BodyExcerpt body = sender.send(Sending.post(receiver.url())).reply().orElseThrow().body();
      assertThat(body.text()).hasSize(10_000);
      assertThat(body.truncated()).isTrue();
    }
  }

  @Test
  void never_splits_a_character_and_never_keeps_nul() throws IOException {
    byte[] bytes = ("a\0" + "\ud83d\ude00".repeat(6_000)).getBytes(StandardCharsets.UTF_8);
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    try (ScriptedReceiver receiver = answering("200 OK", "content-type: text/plain\r\n", latin)) {
      String text = sender.send(Sending.post(receiver.url())).reply().orElseThrow().body().text();
      assertThat(text).startsWith("a\ufffd\ud83d\ude00").endsWith("\ud83d\ude00");
      assertThat(text).hasSize(10_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain; charset=nonsense", ";;;", "text/plain; charset=", "\u00ff"})
  void survives_a_senseless_content_type(String type) throws IOException {
    try (ScriptedReceiver receiver = answering("200 OK", "content-type: " + type + "\r\n", "ok")) {
      AttemptOutcome outcome = sender.send(Sending.post(receiver.url()));
      assertThat(outcome.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(outcome.reply().orElseThrow().body().text()).isEqualTo("ok");
    }
  }

  @Test
  void shows_a_gzip_body_as_text_and_a_bomb_only_to_the_cap() throws IOException {
    String bomb = gzip("A".repeat(30_000_000));
    assertThat(bomb).hasSizeLessThan(ReplyBody.CAP);
    try (ScriptedReceiver small = answering("200 OK", "content-encoding: gzip\r\n", gzip("hello"));
        ScriptedReceiver large = answering("200 OK", "content-encoding: gzip\r\n", bomb)) {
      assertThat(sender.send(Sending.post(small.url())).reply().orElseThrow().body())
          .isEqualTo(new BodyExcerpt("hello", false));
      AttemptOutcome outcome = sender.send(Sending.post(large.url()));
      assertThat(outcome.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(outcome.reply().orElseThrow().body())
          .isEqualTo(new BodyExcerpt("A".repeat(10_000), true));
    }
  }

  @Test
  void keeps_a_body_that_only_claims_to_be_gzip() throws IOException {
    try (ScriptedReceiver receiver = answering("200 OK", "content-encoding: gzip\r\n", "plain")) {
      assertThat(sender.send(Sending.post(receiver.url())).reply().orElseThrow().body().text())
          .isEqualTo("plain");
    }
  }

  private static ScriptedReceiver answering(String status, String fields, String body)
      throws IOException {
    return ScriptedReceiver.plain(
        ScriptedReceiver.always(
            "HTTP/1.1 "
                + status
                + "\r\n"
                + fields
                + "content-length: "
                + body.length()
                + "\r\n\r\n"
                + body));
  }

  private static String gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
