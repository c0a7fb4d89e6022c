package dev.postern.outbound.send;

import dev.postern.core.signature.HeaderFields;
import java.time.Duration;
import java.util.Map;

/**
 * One POST to a subscriber. The sender itself adds {@code Host} and {@code Content-Length} and
 * nothing else.
 *
 * @param url the target, judged by the egress policy at every attempt
 * @param headers every other field, in order
 * @param body the exact bytes that were signed; not copied, so not to be changed afterwards
 * @param connectTimeout for lookup, and again for connection with TLS handshake
 * @param totalTimeout for the whole exchange, from lookup to the last byte of the answer
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per attempt buys nothing
public record OutboundRequest(
    String url,
    HeaderFields headers,
    byte[] body,
    Duration connectTimeout,
    Duration totalTimeout,
    TlsProfile tls) {
  /** To a receiver whose TLS is nothing special. */
  public OutboundRequest(
      String url,
      HeaderFields headers,
      byte[] body,
      Duration connectTimeout,
      Duration totalTimeout) {
    this(url, headers, body, connectTimeout, totalTimeout, TlsProfile.RUNTIME);
  }

  /**
   * @throws IllegalArgumentException a field that would break the request's framing, or a timeout
   *     that is not positive: a bug of the caller, since settings are checked when they are stored
   */
  public OutboundRequest {
    for (Map.Entry<String, String> field : headers.entries()) {
      HeaderRules.framingProblem(field.getKey(), field.getValue())
          .ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
          });
    }
    if (!connectTimeout.isPositive() || !totalTimeout.isPositive()) {
      throw new IllegalArgumentException("A timeout must be positive.");
    }
  }
}
