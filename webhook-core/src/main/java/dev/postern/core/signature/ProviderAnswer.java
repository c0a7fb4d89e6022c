package dev.postern.core.signature;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The answer that a provider demands, word for word.
 *
 * @param contentType null when there must be no body
 * @param headers further fields, for handshakes that answer in headers
 */
@SuppressWarnings("ArrayRecordComponent") // an answer is written out, never compared
public record ProviderAnswer(
    int status, @Nullable String contentType, byte[] body, HeaderFields headers) {

  public ProviderAnswer(int status, @Nullable String contentType, byte[] body) {
    this(status, contentType, body, HeaderFields.of());
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
