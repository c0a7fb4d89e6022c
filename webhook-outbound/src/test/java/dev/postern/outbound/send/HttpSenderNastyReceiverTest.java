package dev.postern.outbound.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.outbound.send.ScriptedReceiver.Script;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpSenderNastyReceiverTest {

  private static final Duration DEADLINE = Duration.ofMillis(500);
  private static final Duration SLACK = Duration.ofSeconds(6);

  private final HttpSender sender = Sending.toLoopback();

  @AfterEach
  void close() {
    sender.close();
  }

  @Test
  void a_receiver_that_hangs_is_a_timeout_and_its_connection_is_cut() throws IOException {
    try (ScriptedReceiver receiver =
        ScriptedReceiver.plain(conversation -> {
          conversation.readRequest();
          conversation.readRequest();
        })) {
      AttemptOutcome outcome = sender.send(Sending.post(receiver.url(), DEADLINE));
      assertThat(outcome.outcome()).isEqualTo(Outcome.TIMEOUT);
      assertThat(outcome.detail()).contains("did not answer in time");
      assertThat(outcome.timings().total()).isBetween(DEADLINE, SLACK);
      await().until(() -> receiver.abandoned() == 1);
    }
  }

  @Test
  void a_head_that_trickles_is_too_slow() throws IOException {
    AttemptOutcome outcome =
        sentWithinDeadline(conversation -> {
          conversation.readRequest();
          conversation.write("HTTP/1.1 200 OK\r\n");
          trickle(conversation, "x-drip: ");
        });
    assertThat(outcome.outcome()).isEqualTo(Outcome.TOO_SLOW);
    assertThat(outcome.detail())
        .isEqualTo("The head of the answer began but was not finished in time.");
    assertThat(outcome.timings().total()).isBetween(DEADLINE, SLACK);
    assertThat(outcome.timings().firstByte()).isPositive().isLessThan(outcome.timings().total());
  }

  @Test
  void a_body_that_trickles_past_the_deadline_is_a_timeout_that_keeps_the_status()
      throws IOException {
    AttemptOutcome outcome =
        sentWithinDeadline(conversation -> {
          conversation.readRequest();
          conversation.write("HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\nbegin");
          trickle(conversation, "");
        });
    assertThat(outcome.outcome()).isEqualTo(Outcome.TIMEOUT);
    assertThat(outcome.detail()).contains("200").contains("did not finish its body in time");
    assertThat(outcome.status()).contains(200);
    assertThat(outcome.reply().orElseThrow().body().text()).startsWith("begin.");
    assertThat(outcome.reply().orElseThrow().body().truncated()).isTrue();
    assertThat(outcome.timings().total()).isBetween(DEADLINE, SLACK);
  }

  @Test
  void a_refusal_counts_by_its_status_even_when_its_body_trickles() throws IOException {
    AttemptOutcome outcome =
        sentWithinDeadline(conversation -> {
          conversation.readRequest();
          conversation.write("HTTP/1.1 410 Gone\r\ncontent-length: 5000\r\n\r\n");
          trickle(conversation, "");
        });
    assertThat(outcome.outcome()).isEqualTo(Outcome.HTTP_ERROR);
    assertThat(outcome.status()).contains(410);
  }

  @Test
  void an_endless_body_is_delivered_and_reading_stops_at_the_cap() throws IOException {
    try (ScriptedReceiver receiver =
        ScriptedReceiver.plain(conversation -> {
          conversation.readRequest();
          conversation.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
          for (int i = 0; i < 1_000_000; i++) {
            conversation.write("400\r\n" + "e".repeat(1024) + "\r\n");
          }
        })) {
      AttemptOutcome outcome = sender.send(Sending.post(receiver.url()));
      assertThat(outcome.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(outcome.reply().orElseThrow().body())
          .isEqualTo(new BodyExcerpt("e".repeat(10_000), true));
      await().until(() -> receiver.abandoned() == 1);
      assertThat(sender.idleConnections()).isZero();
    }
  }

  @Test
  void a_flood_of_interim_answers_ends_the_attempt() throws IOException {
    AttemptOutcome outcome =
        sentTo(conversation -> {
          conversation.readRequest();
          for (int i = 0; i < 100_000; i++) {
            conversation.write("HTTP/1.1 103 Early Hints\r\n\r\n");
          }
        });
    assertThat(outcome.outcome()).isEqualTo(Outcome.HTTP_ERROR);
    assertThat(outcome.detail()).contains("interim answers");
  }

  @Test
  void a_few_interim_answers_are_passed_over() throws IOException {
    AttemptOutcome outcome =
        sentTo(conversation -> {
          conversation.readRequest();
          conversation.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 X\r\n\r\n");
          conversation.write("HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n");
        });
    assertThat(outcome.outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(outcome.status()).contains(202);
  }

  @Test
  void huge_and_countless_header_fields_are_refused() throws IOException {
    for (String fields :
        new String[] {"x-big: " + "b".repeat(100_000) + "\r\n", "x-many: 1\r\n".repeat(1_000)}) {
      AttemptOutcome outcome =
          sentTo(conversation -> {
            conversation.readRequest();
            conversation.write("HTTP/1.1 200 OK\r\n" + fields + "content-length: 0\r\n\r\n");
          });
      assertThat(outcome.outcome()).isEqualTo(Outcome.HTTP_ERROR);
      assertThat(outcome.detail()).containsAnyOf("line length limit", "header count");
    }
  }

  @Test
  void bytes_that_are_not_http_are_an_http_error() throws IOException {
    AttemptOutcome outcome =
        sentTo(conversation -> {
          conversation.readRequest();
          conversation.write("SSH-2.0-OpenSSH_9.6\r\n".repeat(100));
        });
    assertThat(outcome.outcome()).isEqualTo(Outcome.HTTP_ERROR);
    assertThat(outcome.detail()).contains("not HTTP");
  }

  @Test
  void a_line_before_the_status_line_is_not_passed_over() throws IOException {
    AttemptOutcome outcome =
        sentTo(conversation -> {
          conversation.readRequest();
          conversation.write("EHLO\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        });
    assertThat(outcome.outcome()).isEqualTo(Outcome.HTTP_ERROR);
  }

  @Test
  void a_broken_off_connection_is_a_reset_before_and_within_the_answer() throws IOException {
    AttemptOutcome before =
        sentTo(conversation -> {
          conversation.readRequest();
          conversation.reset();
        });
    assertThat(before.outcome()).isEqualTo(Outcome.RESET);
    assertThat(before.detail())
        .isEqualTo("The receiver broke the connection off before it answered.");
    assertThat(before.status()).isEmpty();
    AttemptOutcome within =
        sentTo(conversation -> {
          conversation.readRequest();
          conversation.write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf");
        });
    assertThat(within.outcome()).isEqualTo(Outcome.RESET);
    assertThat(within.status()).contains(200);
    assertThat(within.detail()).contains("within its body");
  }

  @Test
  void a_redirect_to_itself_is_asked_once() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    AttemptOutcome outcome =
        sentTo(conversation -> {
          while (conversation.readRequest()) {
            requests.incrementAndGet();
            conversation.write(
                "HTTP/1.1 307 Temporary Redirect\r\nlocation: /\r\ncontent-length: 0\r\n\r\n");
          }
        });
    assertThat(outcome.outcome()).isEqualTo(Outcome.HTTP_ERROR);
    assertThat(outcome.detail()).isEqualTo("The receiver answered 307: redirect not followed.");
    assertThat(requests).hasValue(1);
  }

  @Test
  void a_closed_port_is_a_connect_error() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    AttemptOutcome outcome = sender.send(Sending.post("http://127.0.0.1:" + port + "/"));
    assertThat(outcome.outcome()).isEqualTo(Outcome.CONNECT_ERROR);
    assertThat(outcome.detail()).contains("127.0.0.1").contains("refused");
  }

  private AttemptOutcome sentTo(Script script) throws IOException {
    return sentTo(script, Duration.ofSeconds(10));
  }

  private AttemptOutcome sentWithinDeadline(Script script) throws IOException {
    return sentTo(script, DEADLINE);
  }

  private AttemptOutcome sentTo(Script script, Duration total) throws IOException {
    try (ScriptedReceiver receiver = ScriptedReceiver.plain(script)) {
      AttemptOutcome outcome = sender.send(Sending.post(receiver.url(), total));
      assertThat(receiver.connectionCount()).isEqualTo(1);
      return outcome;
    }
  }

  private static void trickle(ScriptedReceiver.Conversation conversation, String first)
      throws IOException, InterruptedException {
    conversation.write(first);
    for (int i = 0; i < 1_000; i++) {
      conversation.write(".");
      conversation.pause(Duration.ofMillis(20));
    }
  }
}
