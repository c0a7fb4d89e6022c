package dev.postern.core.signature;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer that a provider demands, word for word.
 *
 * @param contentType null when there must be no body
 * @param headers further fields, for handshakes that answer in headers
 * @param confirmation a URL of the provider's that must be fetched once to confirm the handshake;
 *     the scheme has judged its host, the caller guards the request and ignores the response
 */
@SuppressWarnings("ArrayRecordComponent") // an answer is written out, never compared
public record ProviderAnswer(
    int status,
    @Nullable String contentType,
    byte[] body,
    HeaderFields headers,
    Optional<URI> confirmation) {

  public ProviderAnswer(int status, @Nullable String contentType, byte[] body) {
    this(status, contentType, body, HeaderFields.of(), Optional.empty());
  }

  public ProviderAnswer(
      int status, @Nullable String contentType, byte[] body, HeaderFields headers) {
    this(status, contentType, body, headers, Optional.empty());
  }

  public static ProviderAnswer headers(int status, HeaderFields headers) {
    return new ProviderAnswer(status, null, new byte[0], headers, Optional.empty());
  }

  /** An empty 200, and {@code url} to be visited. */
  public static ProviderAnswer confirming(URI url) {
    return new ProviderAnswer(200, null, new byte[0], HeaderFields.of(), Optional.of(url));
  }

  public static ProviderAnswer json(String json) {
    return new ProviderAnswer(200, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  public static ProviderAnswer text(String text) {
    return new ProviderAnswer(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  public static ProviderAnswer empty(int status) {
    return new ProviderAnswer(status, null, new byte[0]);
  }
}
