package dev.postern.outbound.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.egress.EgressPolicy;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSenderTlsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

  @TempDir private static Path folder;
  private static TestCertificates certificates;

  @BeforeAll
  static void makeKeys() throws IOException, InterruptedException {
    certificates = new TestCertificates(folder);
  }

  @Test
  void a_trusted_certificate_for_the_host_is_good_and_the_host_is_named() throws Exception {
    List<String> names = new CopyOnWriteArrayList<>();
    try (ScriptedReceiver receiver =
            ScriptedReceiver.tls(
                certificates.server("good"),
                conversation -> {
                  while (conversation.readRequest()) {
                    names.addAll(requestedNames(conversation.socket()));
                    conversation.write(OK);
                  }
                });
        HttpSender sender = sender(receiver)) {
      AttemptOutcome first = sender.send(Sending.post(url(receiver)));
      assertThat(first.detail()).isEqualTo("The receiver answered 200.");
      assertThat(first.timings().tls()).isPositive();
      assertThat(names).hasSize(1).first().asString().contains("hooks.example.com");
      AttemptOutcome second = sender.send(Sending.post(url(receiver)));
      assertThat(second.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(second.timings().tls()).isZero();
      assertThat(receiver.connectionCount()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "expired, has expired",
    "wrong-host, is not for hooks.example.com",
    "self-signed, not signed by a trusted authority"
  })
  void a_bad_certificate_is_a_tls_error_in_words_and_nothing_is_sent(String alias, String words)
      throws Exception {
    try (ScriptedReceiver receiver =
            ScriptedReceiver.tls(certificates.server(alias), ScriptedReceiver.always(OK));
        HttpSender sender = sender(receiver)) {
      AttemptOutcome outcome = sender.send(Sending.post(url(receiver)));
      assertThat(outcome.outcome()).isEqualTo(Outcome.TLS_ERROR);
      assertThat(outcome.detail()).contains(words);
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void an_ip_literal_needs_a_certificate_for_that_address() throws Exception {
    try (ScriptedReceiver good =
            ScriptedReceiver.tls(certificates.server("good"), ScriptedReceiver.always(OK));
        ScriptedReceiver wrong =
            ScriptedReceiver.tls(certificates.server("wrong-host"), ScriptedReceiver.always(OK));
        HttpSender sender =
            Sending.with(
                () -> EgressPolicy.parse("127.0.0.0/8", true),
                Sending.LOOPBACK,
                Tls.of(certificates.client()))) {
      assertThat(sender.send(Sending.post("https://127.0.0.1:" + good.port() + "/")).outcome())
          .isEqualTo(Outcome.DELIVERED);
      AttemptOutcome outcome = sender.send(Sending.post("https://127.0.0.1:" + wrong.port() + "/"));
      assertThat(outcome.outcome()).isEqualTo(Outcome.TLS_ERROR);
      assertThat(outcome.detail()).contains("is not for 127.0.0.1");
    }
  }

  @Test
  void a_plain_http_server_behind_https_is_a_tls_error() throws Exception {
    try (ScriptedReceiver receiver =
            ScriptedReceiver.plain(conversation -> {
              conversation.write("HTTP/1.1 400 Bad Request\r\n\r\n");
              conversation.readRequest();
            });
        HttpSender sender = sender(receiver)) {
      AttemptOutcome outcome = sender.send(Sending.post(url(receiver)));
      assertThat(outcome.outcome()).isEqualTo(Outcome.TLS_ERROR);
      assertThat(outcome.detail()).contains("does not speak TLS");
    }
  }

  @Test
  void a_server_that_only_knows_old_tls_is_refused() throws Exception {
    byte[] protocolVersionAlert = {0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46};
    try (ScriptedReceiver receiver =
            ScriptedReceiver.plain(conversation -> {
              conversation.write(protocolVersionAlert);
              conversation.readRequest();
            });
        HttpSender sender = sender(receiver)) {
      AttemptOutcome outcome = sender.send(Sending.post(url(receiver)));
      assertThat(outcome.outcome()).isEqualTo(Outcome.TLS_ERROR);
      assertThat(outcome.detail()).contains("only TLS older than 1.2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1", "TLSv1.1"})
  void a_real_server_of_old_tls_gets_no_session_and_its_owner_is_told_why(String version)
      throws Exception {
    Process server = certificates.oldServer(version);
    try (BufferedReader said = server.inputReader(StandardCharsets.US_ASCII)) {
      int port = Integer.parseInt(Objects.requireNonNull(said.readLine()).strip());
      try (HttpSender sender =
          Sending.with(
              () -> EgressPolicy.parse("127.0.0.0/8:" + port, true),
              Sending.LOOPBACK,
              Tls.of(certificates.client()))) {
        AttemptOutcome outcome =
            sender.send(Sending.post("https://hooks.example.com:" + port + "/"));

        assertThat(outcome.outcome()).isEqualTo(Outcome.TLS_ERROR);
        assertThat(outcome.detail())
            .isEqualTo(
                "hooks.example.com offers only TLS older than 1.2, which is not safe any more.");
        assertThat(said.readLine()).startsWith("refused ");
      }
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void a_handshake_that_hangs_is_a_timeout() throws Exception {
    try (ScriptedReceiver receiver = ScriptedReceiver.plain(ScriptedReceiver.Conversation::hang);
        HttpSender sender = sender(receiver)) {
      AttemptOutcome outcome = sender.send(Sending.post(url(receiver), Duration.ofMillis(300)));
      assertThat(outcome.outcome()).isEqualTo(Outcome.TIMEOUT);
      assertThat(outcome.detail()).contains("TLS handshake");
      assertThat(outcome.timings().total()).isLessThan(Duration.ofSeconds(6));
    }
  }

  private static HttpSender sender(ScriptedReceiver receiver)
      throws IOException, GeneralSecurityException {
    return Sending.with(
        () -> EgressPolicy.parse("127.0.0.0/8:" + receiver.port(), true),
        Sending.LOOPBACK,
        Tls.of(certificates.client()));
  }

  private static String url(ScriptedReceiver receiver) {
    return "https://hooks.example.com:" + receiver.port() + "/";
  }

  private static List<String> requestedNames(Socket socket) {
    ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) socket).getSession();
    return session.getRequestedServerNames().stream().map(SNIServerName::toString).toList();
  }
}
