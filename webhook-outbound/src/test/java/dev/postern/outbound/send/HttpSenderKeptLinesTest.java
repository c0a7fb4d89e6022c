package dev.postern.outbound.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.egress.EgressPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a receiver may have done with a connection that is kept, before it is used again. */
class HttpSenderKeptLinesTest {
  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
  private static final String AHEAD = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nfalse";
  @TempDir private static Path folder;
  private static TestCertificates certificates;

  @BeforeAll
  static void makeKeys() throws Exception {
    certificates = new TestCertificates(folder);
  }

  /** Whether it is TLS; how long the next request waits: both sides of the shorter look. */
  static Stream<Arguments> lines() {
    return Stream.of(false, true)
        .flatMap(
            tls -> Stream.of(150, 1_200).map(wait -> Arguments.of(tls, Duration.ofMillis(wait))));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void an_answer_that_comes_ahead_is_never_taken_for_the_next_ones(boolean tls, Duration wait)
      throws Exception {
    try (ScriptedReceiver receiver =
            receiver(
                tls,
                conversation -> {
                  conversation.readRequest();
                  conversation.write(OK);
                  conversation.pause(Duration.ofMillis(30));
                  conversation.write(AHEAD);
                  conversation.hang();
                });
        HttpSender sender = sender(receiver, tls)) {
      assertThat(text(sender, receiver, tls)).isEqualTo("ok");
      Thread.sleep(wait);
      assertThat(text(sender, receiver, tls)).isEqualTo("ok");
      assertThat(receiver.connectionCount()).isEqualTo(2);
    }
  }

  @Test
  void nor_one_that_came_in_the_same_record() throws Exception {
    try (ScriptedReceiver receiver =
            receiver(
                true,
                conversation -> {
                  conversation.readRequest();
                  conversation.write(OK + AHEAD);
                  conversation.hang();
                });
        HttpSender sender = sender(receiver, true)) {
      assertThat(text(sender, receiver, true)).isEqualTo("ok");
      assertThat(text(sender, receiver, true)).isEqualTo("ok");
      assertThat(receiver.connectionCount()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void one_that_was_closed_meanwhile_costs_no_delivery(boolean tls, Duration wait)
      throws Exception {
    try (ScriptedReceiver receiver =
            receiver(
                tls,
                conversation -> {
                  conversation.readRequest();
                  conversation.write(OK);
                });
        HttpSender sender = sender(receiver, tls)) {
      assertThat(text(sender, receiver, tls)).isEqualTo("ok");
      Thread.sleep(wait);
      assertThat(text(sender, receiver, tls)).isEqualTo("ok");
      assertThat(receiver.connectionCount()).isEqualTo(2);
      assertThat(receiver.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void one_that_is_quiet_is_used_again(boolean tls, Duration wait) throws Exception {
    try (ScriptedReceiver receiver = receiver(tls, ScriptedReceiver.always(OK));
        HttpSender sender = sender(receiver, tls)) {
      for (int i = 0; i < 3; i++) {
        assertThat(text(sender, receiver, tls)).isEqualTo("ok");
        Thread.sleep(wait);
      }
      assertThat(receiver.connectionCount()).isEqualTo(1);
    }
  }

  private static String text(HttpSender sender, ScriptedReceiver receiver, boolean tls) {
    AttemptOutcome outcome = sender.send(Sending.post(url(receiver, tls)));
    assertThat(outcome.outcome()).as(outcome.detail()).isEqualTo(Outcome.DELIVERED);
    return String.valueOf(outcome.reply().orElseThrow().body().text());
  }

  private static ScriptedReceiver receiver(boolean tls, ScriptedReceiver.Script script)
      throws Exception {
    return tls
        ? ScriptedReceiver.tls(certificates.server("good"), script)
        : ScriptedReceiver.plain(script);
  }

  private static HttpSender sender(ScriptedReceiver receiver, boolean tls) throws Exception {
    return tls
        ? Sending.with(
            () -> EgressPolicy.parse("127.0.0.0/8:" + receiver.port(), true),
            Sending.LOOPBACK,
            Tls.of(certificates.client()))
        : Sending.toLoopback();
  }

  private static String url(ScriptedReceiver receiver, boolean tls) {
    return tls ? "https://hooks.example.com:" + receiver.port() + "/" : receiver.url();
  }
}
