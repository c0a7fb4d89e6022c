package dev.postern.outbound.send;

import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.egress.NameResolver;
import dev.postern.core.signature.HeaderFields;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Builds what the tests of the sender need. */
final class Sending {

  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final NameResolver LOOPBACK =
      (host, within) -> List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));

  private Sending() {}

  static HttpSender toLoopback() {
    return with(() -> EgressPolicy.parse("127.0.0.0/8", true), LOOPBACK, Tls.ofRuntime());
  }

  static HttpSender with(Supplier<EgressPolicy> policy, NameResolver names, Tls tls) {
    return new HttpSender(new EgressResolver(policy, names), tls, InstantSource.fixed(NOW));
  }

  static OutboundRequest post(String url) {
    return post(url, Duration.ofSeconds(10));
  }

  static OutboundRequest post(String url, Duration total) {
    return new OutboundRequest(
        url,
        HeaderFields.of("content-type", "application/json", "webhook-id", "evt_1"),
        "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8),
        Duration.ofSeconds(5),
        total);
  }
}
