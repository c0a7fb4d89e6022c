package dev.postern.outbound.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressPolicy.Options;
import dev.postern.core.egress.NameResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HttpSenderEgressTest {

  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

  @Test
  void no_packet_leaves_for_a_literal_that_is_refused() throws IOException {
    try (ScriptedReceiver receiver = ScriptedReceiver.plain(ScriptedReceiver.always(OK));
        HttpSender sender = sender(openPort(receiver), Sending.LOOPBACK)) {
      AttemptOutcome outcome = sender.send(Sending.post(receiver.url()));
      assertThat(outcome.outcome()).isEqualTo(Outcome.BLOCKED);
      assertThat(outcome.detail()).contains("127.0.0.1").contains("loopback");
      assertThatNobodyCalled(receiver);
    }
  }

  @Test
  void no_packet_leaves_for_a_name_that_leads_inside() throws IOException {
    try (ScriptedReceiver receiver = ScriptedReceiver.plain(ScriptedReceiver.always(OK));
        HttpSender sender = sender(openPort(receiver), Sending.LOOPBACK)) {
      AttemptOutcome outcome = sender.send(Sending.post(named(receiver)));
      assertThat(outcome.outcome()).isEqualTo(Outcome.BLOCKED);
      assertThat(outcome.detail()).contains("hooks.example.com").contains("loopback");
      assertThatNobodyCalled(receiver);
    }
  }

  @Test
  void one_bad_address_in_the_answer_stops_all_of_it() throws IOException {
    NameResolver mixed = (host, within) -> List.of(loopback(2), loopback(1));
    try (ScriptedReceiver receiver = ScriptedReceiver.plain(ScriptedReceiver.always(OK));
        HttpSender sender = sender(onlySecond(receiver), mixed)) {
      assertThat(sender.send(Sending.post(named(receiver))).outcome()).isEqualTo(Outcome.BLOCKED);
      assertThatNobodyCalled(receiver);
    }
  }

  @Test
  void a_rebinding_name_cannot_move_the_dial_nor_a_kept_connection() throws IOException {
    Deque<InetAddress> answers = new ArrayDeque<>(List.of(loopback(2), loopback(1), loopback(1)));
    NameResolver rebinding = (host, within) -> List.of(answers.remove());
    try (ScriptedReceiver receiver = ScriptedReceiver.plain(ScriptedReceiver.always(OK));
        HttpSender sender = sender(onlySecond(receiver), rebinding)) {
      AttemptOutcome first = sender.send(Sending.post(named(receiver)));
      assertThat(first.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(answers).as("one lookup an attempt").hasSize(2);
      assertThat(receiver.dialled()).containsExactly(loopback(2));
      assertThat(receiver.requests().getFirst().head())
          .contains("Host: hooks.example.com:" + receiver.port() + "\r\n");
      assertThat(sender.idleConnections()).isEqualTo(1);

      AttemptOutcome second = sender.send(Sending.post(named(receiver)));
      assertThat(second.outcome()).isEqualTo(Outcome.BLOCKED);
      assertThat(receiver.requests()).hasSize(1);
      assertThat(sender.idleConnections()).isZero();
    }
  }

  @Test
  void a_kept_connection_is_dropped_once_the_policy_refuses_its_address() throws IOException {
    NameResolver second = (host, within) -> List.of(loopback(2));
    try (ScriptedReceiver receiver = ScriptedReceiver.plain(ScriptedReceiver.always(OK))) {
      AtomicReference<EgressPolicy> policy = new AtomicReference<>(onlySecond(receiver));
      try (HttpSender sender = Sending.with(policy::get, second, Tls.ofRuntime())) {
        sender.send(Sending.post(named(receiver)));
        assertThat(sender.idleConnections()).isEqualTo(1);
        policy.set(openPort(receiver));
        assertThat(sender.send(Sending.post(named(receiver))).outcome()).isEqualTo(Outcome.BLOCKED);
        assertThat(sender.idleConnections()).isZero();
        assertThat(receiver.requests()).hasSize(1);
      }
    }
  }

  @Test
  void a_kept_connection_is_not_used_when_the_name_moved_to_another_address() throws IOException {
    Deque<InetAddress> answers = new ArrayDeque<>(List.of(loopback(2), loopback(3)));
    NameResolver moving = (host, within) -> List.of(answers.remove());
    try (ScriptedReceiver receiver = ScriptedReceiver.plain(ScriptedReceiver.always(OK));
        HttpSender sender =
            sender(EgressPolicy.parse("127.0.0.0/8:" + receiver.port(), false), moving)) {
      sender.send(Sending.post(named(receiver)));
      sender.send(Sending.post(named(receiver)));
      assertThat(receiver.dialled()).containsExactly(loopback(2), loopback(3));
    }
  }

  @Test
  void the_connected_socket_is_judged_before_the_first_byte() throws IOException {
    try (ScriptedReceiver receiver = ScriptedReceiver.plain(ScriptedReceiver.always(OK))) {
      AtomicInteger asked = new AtomicInteger();
      // The text and the lookup see the open policy; by the time of the connection it is closed.
      try (HttpSender sender =
          Sending.with(
              () -> asked.incrementAndGet() <= 2 ? onlySecond(receiver) : openPort(receiver),
              (host, within) -> List.of(loopback(2)),
              Tls.ofRuntime())) {
        AttemptOutcome outcome = sender.send(Sending.post(named(receiver)));
        assertThat(outcome.outcome()).isEqualTo(Outcome.BLOCKED);
        assertThat(outcome.detail()).contains("The connection led to 127.0.0.2");
        await().until(() -> receiver.connectionCount() == 1);
        assertThat(receiver.requests()).isEmpty();
      }
    }
  }

  @Test
  void a_second_address_is_tried_when_the_first_does_not_answer() throws IOException {
    try (ScriptedReceiver receiver =
            ScriptedReceiver.plainOn("127.0.0.2", ScriptedReceiver.always(OK));
        HttpSender sender =
            sender(
                EgressPolicy.parse("127.0.0.0/8:" + receiver.port(), false),
                (host, within) -> List.of(loopback(1), loopback(2)))) {
      assertThat(sender.send(Sending.post(named(receiver))).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(receiver.dialled()).containsExactly(loopback(2));
    }
  }

  @Test
  void no_proxy_of_the_environment_is_used() throws IOException {
    try (ScriptedReceiver receiver = ScriptedReceiver.plain(ScriptedReceiver.always(OK));
        ScriptedReceiver proxy = ScriptedReceiver.plain(ScriptedReceiver.Conversation::reset);
        HttpSender sender = sender(onlySecond(receiver), (host, within) -> List.of(loopback(2)))) {
      System.setProperty("socksProxyHost", "127.0.0.1");
      System.setProperty("socksProxyPort", String.valueOf(proxy.port()));
      System.setProperty("http.proxyHost", "127.0.0.1");
      System.setProperty("http.proxyPort", String.valueOf(proxy.port()));
      assertThat(sender.send(Sending.post(named(receiver))).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(proxy.connectionCount()).isZero();
    } finally {
      List.of("socksProxyHost", "socksProxyPort", "http.proxyHost", "http.proxyPort")
          .forEach(System::clearProperty);
    }
  }

  @Test
  void a_failing_lookup_is_a_dns_error_and_nothing_is_dialled() throws IOException {
    NameResolver failing =
        (host, within) -> {
          throw new UnknownHostException("SERVFAIL");
        };
    try (ScriptedReceiver receiver = ScriptedReceiver.plain(ScriptedReceiver.always(OK));
        HttpSender sender = sender(onlySecond(receiver), failing)) {
      AttemptOutcome outcome = sender.send(Sending.post(named(receiver)));
      assertThat(outcome.outcome()).isEqualTo(Outcome.DNS_ERROR);
      assertThat(outcome.detail()).contains("hooks.example.com").contains("SERVFAIL");
      assertThatNobodyCalled(receiver);
    }
  }

  private static HttpSender sender(EgressPolicy policy, NameResolver names) {
    return Sending.with(() -> policy, names, Tls.ofRuntime());
  }

  /** Only the address can be what is refused: scheme and port are permitted. */
  private static EgressPolicy openPort(ScriptedReceiver receiver) {
    return EgressPolicy.parse("", false).with(new Options(false, true, Set.of(receiver.port())));
  }

  private static EgressPolicy onlySecond(ScriptedReceiver receiver) {
    return EgressPolicy.parse("127.0.0.2/32:" + receiver.port(), false);
  }

  private static String named(ScriptedReceiver receiver) {
    return "http://hooks.example.com:" + receiver.port() + "/";
  }

  private static InetAddress loopback(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  // A call of our own shows that the receiver would have noticed one.
  private static void assertThatNobodyCalled(ScriptedReceiver receiver) throws IOException {
    try (Socket own = new Socket(loopback(1), receiver.port())) {
      assertThat(own.isConnected()).isTrue();
      await().until(() -> receiver.connectionCount() > 0);
      assertThat(receiver.connectionCount()).isEqualTo(1);
    }
  }
}
