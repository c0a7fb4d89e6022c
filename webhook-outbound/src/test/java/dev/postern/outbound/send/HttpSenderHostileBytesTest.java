package dev.postern.outbound.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a receiver answers ends in rows, logs and pages: none of them chokes on it. */
class HttpSenderHostileBytesTest {
  private final HttpSender sender = Sending.toLoopback();

  @AfterEach
  void close() {
    sender.close();
  }

  static Stream<String> answers() {
    String ok = "HTTP/1.1 200 OK\r\n";
    return Stream.of(
        "HTTP/1.1 2\0\0 OK\r\n\r\n",
        "HTTP/1.1 200\0OK\r\n\r\n",
        "HTTP/1.1 \0\r\n\r\n",
        "HT\0P/1.1 200 OK\r\n\r\n",
        "HTTP/\0.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 O\0\u001b[31mK\r\n\r\n",
        ok + "Content-Length: 1\0\r\n\r\nx",
        ok + "Content-Length: -1\r\n\r\nx",
        ok + "Content-Length: 99999999999999999999\r\n\r\nx",
        ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxy",
        ok + "Transfer-Encoding: \0\r\n\r\nx",
        ok + "Transfer-Encoding: chunked\r\n\r\n\0\r\nx\r\n0\r\n\r\n",
        ok + "Transfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n",
        ok + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\0: \0\r\n\r\n",
        ok + "a\0b: c\0d\r\nContent-Length: 0\r\n\r\n",
        ok + "\0\r\n\r\n",
        ok + ": no name\r\n\r\n",
        ok + " folded: \0\r\n\r\n",
        ok + "Content-Encoding: \0\r\nContent-Length: 1\r\n\r\n\0",
        ok + "Content-Type: text/plain; charset=\0\r\nContent-Length: 1\r\n\r\n\0",
        ok + "Content-Type: text/plain; charset=x-JISAutoDetect\r\nContent-Length: 1\r\n\r\n\0",
        ok + "Content-Type: \0;;=;\r\nContent-Length: 2\r\n\r\n\u00d8\0",
        "HTTP/1.1 503 X\r\nRetry-After: \0\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 503 X\r\n"
            + "Retry-After: Sun, 99 \0 9999999999 00:00:00 GMT\r\n"
            + "Content-Length: 0\r\n\r\n",
        "\0\0\0\0\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("answers")
  void an_attempt_is_told_in_text_that_can_be_stored(String answer) throws IOException {
    try (ScriptedReceiver receiver = ScriptedReceiver.plain(ScriptedReceiver.always(answer))) {
      AttemptOutcome outcome = sender.send(Sending.post(receiver.url()));

      assertThat(outcome.detail()).doesNotContainPattern("\\p{Cntrl}");
      outcome
          .reply()
          .ifPresent(reply -> {
            assertThat(reply.body().text()).doesNotContain("\0");
            assertThat(reply.headers().entries())
                .allSatisfy(
                    field -> assertThat(field.getKey() + field.getValue()).doesNotContain("\0"));
          });
    }
  }
}
