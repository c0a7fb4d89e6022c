package dev.postern.ingest.pipeline;

import dev.postern.core.signature.HeaderFields;
import dev.postern.ingest.RateLimit;
import dev.postern.ingest.source.LiveSource;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sliding windows for each client and for the whole source. */
final class RateRule {
  private static final int IPV6_NETWORK_BYTES = 8;
  private final RequestRates rates;

  RateRule(RequestRates rates) {
    this.rates = rates;
  }

  Optional<Refusal> check(LiveSource source, Call call, Instant now) {
    String key = source.id().toString();
    return one(key + client(call.client()), source.settings().rateLimit(), "client", now)
        .or(() -> one(key, source.settings().rateLimitTotal(), "source", now));
  }

  private Optional<Refusal> one(String key, @Nullable RateLimit limit, String of, Instant now) {
    if (limit == null) {
      return Optional.empty();
    }
    RequestRates.Admission admission = rates.admit(key, limit, now);
    return admission.admitted()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                RefusalCode.RATE_LIMITED,
                "over "
                    + limit.requests()
                    + " requests in "
                    + limit.perSeconds()
                    + " s of this "
                    + of,
                headers(limit, of, admission)));
  }

  /** How the limit stands, for whoever was refused by it. */
  static HeaderFields headers(RateLimit limit, String of, RequestRates.Admission admission) {
    long seconds = Math.max(1, (admission.retryAfter().toMillis() + 999) / 1000);
    return HeaderFields.of(
        "Retry-After",
        Long.toString(seconds),
        "RateLimit",
        "\"" + of + "\";r=0;t=" + seconds,
        "RateLimit-Policy",
        "\"" + of + "\";q=" + limit.requests() + ";w=" + limit.perSeconds());
  }

  // Whoever has one IPv6 address has all of its /64.
  private static String client(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(address.getAddress(), 0, IPV6_NETWORK_BYTES)
        : address.getHostAddress();
  }
}
