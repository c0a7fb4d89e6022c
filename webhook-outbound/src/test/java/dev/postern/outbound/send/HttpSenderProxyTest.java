package dev.postern.outbound.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.config.Settings;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.egress.NameResolver;
import dev.postern.core.fetch.route.EgressRoute;
import dev.postern.core.fetch.route.TestProxy;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpSenderProxyTest {
  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
  private static final String JOINED = "HTTP/1.1 200 Connection established\r\n\r\n";
  private static final NameResolver SECOND =
      (host, within) -> List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));

  @Test
  void a_delivery_goes_through_the_operators_proxy_to_the_checked_address() throws Exception {
    try (ScriptedReceiver receiver =
            ScriptedReceiver.plainOn("127.0.0.2", ScriptedReceiver.always(OK));
        TestProxy proxy = new TestProxy(JOINED);
        HttpSender sender = sender(receiver, proxy, Tls.ofRuntime())) {
      String url = "http://hooks.example.com:" + receiver.port() + "/";
      assertThat(sender.send(Sending.post(url)).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(proxy.heads())
          .singleElement()
          .asString()
          .startsWith("CONNECT 127.0.0.2:" + receiver.port() + " HTTP/1.1\r\n");
      assertThat(receiver.requests().getFirst().head())
          .contains("Host: hooks.example.com:" + receiver.port() + "\r\n");

      assertThat(sender.send(Sending.post(url)).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(proxy.heads()).as("the tunnel is kept").hasSize(1);
    }
  }

  @Test
  void tls_is_with_the_receiver_and_not_with_the_proxy(@TempDir Path folder) throws Exception {
    TestCertificates certificates = new TestCertificates(folder);
    try (ScriptedReceiver receiver =
            ScriptedReceiver.tls(certificates.server("good"), ScriptedReceiver.always(OK));
        TestProxy proxy = new TestProxy(JOINED);
        HttpSender sender =
            new HttpSender(
                new EgressResolver(
                    () -> EgressPolicy.parse("127.0.0.0/8:" + receiver.port(), true),
                    Sending.LOOPBACK),
                Tls.of(certificates.client()),
                InstantSource.fixed(Sending.NOW),
                through(proxy))) {
      AttemptOutcome outcome =
          sender.send(Sending.post("https://hooks.example.com:" + receiver.port() + "/"));
      assertThat(outcome.detail()).isEqualTo("The receiver answered 200.");
      assertThat(proxy.heads()).hasSize(1);
    }
  }

  @Test
  void the_guard_stands_before_the_proxy() throws Exception {
    try (ScriptedReceiver receiver = ScriptedReceiver.plain(ScriptedReceiver.always(OK));
        TestProxy proxy = new TestProxy(JOINED);
        HttpSender sender = sender(receiver, proxy, Tls.ofRuntime())) {
      AttemptOutcome outcome =
          sender.send(Sending.post("http://127.0.0.1:" + receiver.port() + "/"));
      assertThat(outcome.outcome()).isEqualTo(Outcome.BLOCKED);
      assertThat(proxy.heads()).isEmpty();
    }
  }

  @Test
  void a_proxy_that_refuses_is_a_connect_error_in_words() throws Exception {
    try (ScriptedReceiver receiver = ScriptedReceiver.plain(ScriptedReceiver.always(OK));
        TestProxy proxy = new TestProxy("HTTP/1.1 403 Forbidden\r\n\r\n");
        HttpSender sender = sender(receiver, proxy, Tls.ofRuntime())) {
      AttemptOutcome outcome =
          sender.send(Sending.post("http://hooks.example.com:" + receiver.port() + "/"));
      assertThat(outcome.outcome()).isEqualTo(Outcome.CONNECT_ERROR);
      assertThat(outcome.detail()).contains("hooks.example.com").contains("proxy").contains("403");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  private static HttpSender sender(ScriptedReceiver receiver, TestProxy proxy, Tls tls) {
    return new HttpSender(
        new EgressResolver(
            () -> EgressPolicy.parse("127.0.0.2/32:" + receiver.port(), false), SECOND),
        tls,
        InstantSource.fixed(Sending.NOW),
        through(proxy));
  }

  private static EgressRoute through(TestProxy proxy) {
    Map<String, String> values = Map.of("postern.egress.proxy", "http://127.0.0.1:" + proxy.port());
    return EgressRoute.from(new Settings(key -> Optional.ofNullable(values.get(key))));
  }
}
