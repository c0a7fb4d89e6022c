package dev.postern.outbound.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.egress.EgressPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Client certificates, private authorities and pins, against real TLS servers. */
class HttpSenderTlsProfileTest {
  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

  @TempDir private static Path folder;
  private static TestCertificates certificates;

  @BeforeAll
  static void makeKeys() throws Exception {
    certificates = new TestCertificates(folder);
  }

  @Test
  void a_private_authority_is_trusted_for_the_endpoint_that_names_it_and_for_no_other()
      throws Exception {
    try (ScriptedReceiver receiver =
            ScriptedReceiver.tls(certificates.server("good"), ScriptedReceiver.always(OK));
        HttpSender sender = sender(receiver, Tls.ofRuntime())) {
      AttemptOutcome stranger = sender.send(post(receiver, TlsProfile.RUNTIME));
      assertThat(stranger.outcome()).isEqualTo(Outcome.TLS_ERROR);
      assertThat(stranger.detail()).contains("not signed by a trusted authority");

      assertThat(sender.send(post(receiver, trusting(List.of()))).outcome())
          .isEqualTo(Outcome.DELIVERED);
      assertThat(sender.send(post(receiver, TlsProfile.RUNTIME)).outcome())
          .as("the kept connection of another trust is not used")
          .isEqualTo(Outcome.TLS_ERROR);
    }
  }

  @Test
  void a_certificate_that_is_not_pinned_gets_nothing_although_it_is_trusted() throws Exception {
    try (ScriptedReceiver receiver =
            ScriptedReceiver.tls(certificates.server("good"), ScriptedReceiver.always(OK));
        HttpSender sender = sender(receiver, Tls.of(certificates.client()))) {
      List<String> pins = List.of(certificates.pin("wrong-host"), certificates.pin("good"));
      assertThat(sender.send(post(receiver, pinned(pins))).outcome()).isEqualTo(Outcome.DELIVERED);

      AttemptOutcome other = sender.send(post(receiver, pinned(pins.subList(0, 1))));
      assertThat(other.outcome()).isEqualTo(Outcome.TLS_ERROR);
      assertThat(other.detail()).contains("is not one that was pinned");
      // The authority above it is sent along, and is no answer to the pin.
      assertThat(
              sender.send(post(receiver, pinned(List.of(certificates.pin("authority"))))).outcome())
          .isEqualTo(Outcome.TLS_ERROR);
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void a_receiver_that_wants_a_client_certificate_gets_the_endpoints_own() throws Exception {
    try (ScriptedReceiver receiver =
            ScriptedReceiver.tls(
                certificates.strictServer("good"),
                conversation -> {
                  ((SSLSocket) conversation.socket()).setNeedClientAuth(true);
                  while (conversation.readRequest()) {
                    conversation.write(OK);
                  }
                });
        HttpSender sender = sender(receiver, Tls.ofRuntime())) {
      TlsProfile shown =
          new TlsProfile(
              certificates.certificate("wrong-host") + certificates.certificate("authority"),
              certificates.key("wrong-host"),
              certificates.certificate("authority"),
              List.of());
      assertThat(sender.send(post(receiver, shown)))
          .satisfies(
              made -> assertThat(made.outcome()).as(made.detail()).isEqualTo(Outcome.DELIVERED));

      AttemptOutcome without = sender.send(post(receiver, trusting(List.of())));
      // In TLS 1.3 the refusal comes after the handshake, and may lose the race with our request.
      assertThat(without.outcome()).isIn(Outcome.TLS_ERROR, Outcome.RESET);
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void what_cannot_be_used_is_said_in_one_sentence() throws Exception {
    String good = certificates.certificate("good");
    assertThatThrownBy(() -> Tls.of(new TlsProfile("no pem", null, null, List.of())))
        .hasMessage("A client certificate and its key go together.");
    assertThatThrownBy(
            () -> Tls.of(new TlsProfile(good, certificates.key("expired"), null, List.of())))
        .hasMessage("The key does not belong to the certificate.");
    assertThatThrownBy(() -> Tls.of(new TlsProfile(null, null, "no pem", List.of())))
        .hasMessage("This is not a certificate in PEM.");
    assertThatThrownBy(() -> Tls.of(new TlsProfile(null, null, null, List.of("sha256/abc"))))
        .hasMessage("A pin is the base64 of the 32 bytes of a SHA-256.");
    assertThat(new TlsProfile(good, certificates.key("good"), null, List.of()).toString())
        .doesNotContain("PRIVATE KEY");
  }

  private static TlsProfile trusting(List<String> pins) throws Exception {
    return new TlsProfile(null, null, certificates.certificate("authority"), pins);
  }

  private static TlsProfile pinned(List<String> pins) {
    return new TlsProfile(null, null, null, pins);
  }

  private static HttpSender sender(ScriptedReceiver receiver, Tls tls) {
    return Sending.with(
        () -> EgressPolicy.parse("127.0.0.0/8:" + receiver.port(), true), Sending.LOOPBACK, tls);
  }

  private static OutboundRequest post(ScriptedReceiver receiver, TlsProfile tls) {
    OutboundRequest plain =
        Sending.post("https://hooks.example.com:" + receiver.port() + "/", Duration.ofSeconds(10));
    return new OutboundRequest(
        plain.url(),
        plain.headers(),
        plain.body(),
        plain.connectTimeout(),
        plain.totalTimeout(),
        tls);
  }
}
