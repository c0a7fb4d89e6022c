package dev.postern.outbound.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** First lines that are no status lines: the receiver's fault, said as such, soon. */
class HttpSenderStatusLineTest {
  private final HttpSender sender = Sending.toLoopback();

  @AfterEach
  void close() {
    sender.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 000 X",
        "HTTP/1.1 001 X",
        "HTTP/1.1 099 X",
        "HTTP/1.1 99 X",
        "HTTP/1.1 1000 X",
        "HTTP/1.1 -1 X",
        "HTTP/1.1 99999999999 X",
        "HTTP/1.1 2OO X",
        "HTTP/1.1 X",
        "HTTP/1.1",
        "HTTP/-1.1 200 X",
        "HTTP/9999999999.1 200 X"
      })
  void is_an_http_error_that_says_so(String line) throws IOException {
    AttemptOutcome outcome = sent(line);

    assertThat(outcome.outcome()).as(outcome.detail()).isEqualTo(Outcome.HTTP_ERROR);
    assertThat(outcome.detail()).matches("The answer is not .*HTTP.*");
    assertThat(outcome.status()).isEmpty();
    assertThat(outcome.timings().total()).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_status_without_a_reason_is_one() throws IOException {
    assertThat(sent("HTTP/1.1 204").outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(sent("HTTP/1.1 599 ").status()).contains(599);
    assertThat(sent("HTTP/1.1 999 X").status()).contains(999);
  }

  private AttemptOutcome sent(String line) throws IOException {
    try (ScriptedReceiver receiver =
        ScriptedReceiver.plain(ScriptedReceiver.always(line + "\r\ncontent-length: 0\r\n\r\n"))) {
      return sender.send(Sending.post(receiver.url()));
    }
  }
}
