package dev.postern.ingest.pipeline;

import dev.postern.core.signature.HeaderFields;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A request before its body.
 *
 * @param url as the provider was given it, with the query
 * @param client the address it comes from, as far as can be trusted
 * @param announcedLength of the body in bytes; negative when unknown
 * @param startNanos when it came, by the monotonic clock
 */
public record Call(
    String method,
    String url,
    HeaderFields headers,
    InetAddress client,
    long announcedLength,
    long startNanos) {

  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  public Optional<String> userAgent() {
    return headers.first("User-Agent");
  }
}
