package dev.postern.core.signature;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A signature scheme described by data, for senders that no built-in provider covers.
 *
 * @param signatureHeader the field that carries the signature
 * @param prefix literal text before the digest, such as {@code sha256=}; may be empty
 * @param template what is signed: literal text with {@code {body}}, {@code {timestamp}}, {@code
 *     {id}}, {@code {method}} and {@code {url}}; {@code {body}} must occur
 * @param timestampHeader the field of the timestamp, or null when none is signed
 * @param tolerance overrides the source's replay window, or null
 * @param eventId where the event's id is: {@code header:Name} or {@code body:/json/pointer}
 * @param eventType where the event's type is, in the same notation
 */
public record CustomScheme(
    String signatureHeader,
    String prefix,
    String template,
    Algorithm algorithm,
    Encoding encoding,
    @Nullable String timestampHeader,
    TimestampUnit timestampUnit,
    @Nullable Duration tolerance,
    @Nullable String eventId,
    @Nullable String eventType) {

  /** HMAC keyed with the UTF-8 text of the secret. */
  public enum Algorithm {
    HMAC_SHA1,
    HMAC_SHA256,
    HMAC_SHA384,
    HMAC_SHA512
  }

  /** How the digest is written. */
  public enum Encoding {
    HEX,
    BASE64,
    BASE64URL
  }

  /** How the timestamp is written. */
  public enum TimestampUnit {
    SECONDS,
    MILLISECONDS,
    ISO_8601
  }
}
