package dev.postern.outbound.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpSenderConnectionsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

  private final HttpSender sender = Sending.toLoopback();

  @AfterEach
  void close() {
    sender.close();
  }

  @Test
  void keeps_a_connection_for_the_next_request() throws IOException {
    try (ScriptedReceiver receiver = ScriptedReceiver.plain(ScriptedReceiver.always(OK))) {
      AttemptOutcome first = sender.send(Sending.post(receiver.url()));
      AttemptOutcome second = sender.send(Sending.post(receiver.url()));
      assertThat(List.of(first.outcome(), second.outcome())).containsOnly(Outcome.DELIVERED);
      assertThat(first.timings().connect()).isPositive();
      assertThat(second.timings().connect()).isZero();
      assertThat(receiver.connectionCount()).isEqualTo(1);
      assertThat(receiver.requests()).hasSize(2);
    }
  }

  @Test
  void closes_a_connection_when_the_receiver_says_so() throws IOException {
    try (ScriptedReceiver receiver =
        ScriptedReceiver.plain(
            ScriptedReceiver.always(
                "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"))) {
      sender.send(Sending.post(receiver.url()));
      assertThat(sender.idleConnections()).isZero();
    }
  }

  @Test
  void dials_anew_when_the_receiver_closes_a_kept_connection_on_use() throws IOException {
    try (ScriptedReceiver receiver =
        ScriptedReceiver.plain(conversation -> {
          conversation.readRequest();
          conversation.write(OK);
          // Takes the second request and hangs up without a word.
          conversation.readRequest();
        })) {
      sender.send(Sending.post(receiver.url()));
      AttemptOutcome second = sender.send(Sending.post(receiver.url()));
      assertThat(second.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(receiver.connectionCount()).isEqualTo(2);
      assertThat(receiver.requests()).hasSize(3);
    }
  }

  @Test
  void never_takes_an_answer_sent_ahead_for_the_next_one() throws IOException {
    try (ScriptedReceiver receiver =
        ScriptedReceiver.plain(conversation -> {
          conversation.readRequest();
          conversation.write(OK + "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nfalse");
          conversation.hang();
        })) {
      sender.send(Sending.post(receiver.url()));
      AttemptOutcome second = sender.send(Sending.post(receiver.url()));
      assertThat(second.reply().orElseThrow().body().text()).isEqualTo("ok");
      assertThat(receiver.connectionCount()).isEqualTo(2);
    }
  }

  @Test
  void hundreds_of_slow_receivers_are_waited_for_at_once() throws Exception {
    int many = 400;
    try (ScriptedReceiver receiver =
            ScriptedReceiver.plain(conversation -> {
              while (conversation.readRequest()) {
                conversation.pause(Duration.ofMillis(500));
                conversation.write(OK);
              }
            });
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      List<Future<AttemptOutcome>> outcomes =
          IntStream.range(0, many)
              .mapToObj(i ->
                  threads.submit(
                      () -> sender.send(Sending.post(receiver.url(), Duration.ofSeconds(60)))))
              .toList();
      for (Future<AttemptOutcome> outcome : outcomes) {
        assertThat(outcome.get().outcome()).isEqualTo(Outcome.DELIVERED);
      }
      // One after the other they would take 200 s; on platform threads of a small pool, too.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
      assertThat(receiver.requests()).hasSize(many);
      assertThat(sender.idleConnections()).isBetween(1, 128);
    }
  }
}
