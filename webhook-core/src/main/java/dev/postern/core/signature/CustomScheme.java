package dev.postern.core.signature;

import dev.postern.core.signature.scheme.Template;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A signature scheme described by data, for senders that no built-in provider covers. Whole or
 * absent: a description that could not protect anything is refused when it is made.
 *
 * @param signatureHeader the field that carries the signature
 * @param prefix literal text before the digest, such as {@code sha256=}; may be empty
 * @param template what is signed: literal text with {@code {body}}, {@code {timestamp}}, {@code
 *     {id}}, {@code {method}} and {@code {url}}; {@code {body}} must occur
 * @param timestampHeader the field of the timestamp; exactly when the template has {@code
 *     {timestamp}}, else null
 * @param idHeader the field of the message id; exactly when the template has {@code {id}}, else
 *     null
 * @param tolerance overrides the source's replay window, or null
 * @param eventId where the event's id is: {@code header:Name} or {@code body:/json/pointer}, or
 *     null
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
    @Nullable String idHeader,
    @Nullable Duration tolerance,
    @Nullable String eventId,
    @Nullable String eventType) {

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
  private static final Pattern PLACE =
      Pattern.compile("header:[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}|body:(?:/[^/]*)+");

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

  /**
   * @throws IllegalArgumentException with a sentence for the person who described it
   */
  public CustomScheme {
    Template parsed = Template.parse(template);
    require(parsed.has("body"), "The template must sign {body}.");
    require(TOKEN.matcher(signatureHeader).matches(), "signature_header is no header name.");
    require(prefix.length() <= 50, "prefix is longer than 50 characters.");
    require(
        parsed.has("timestamp") == (timestampHeader != null),
        "timestamp_header and {timestamp} in the template belong together.");
    require(
        parsed.has("id") == (idHeader != null),
        "id_header and {id} in the template belong together.");
    require(isHeader(timestampHeader), "timestamp_header is no header name.");
    require(isHeader(idHeader), "id_header is no header name.");
    require(tolerance == null || !tolerance.isNegative(), "tolerance is negative.");
    require(isPlace(eventId), "event_id must be header:Name or body:/json/pointer.");
    require(isPlace(eventType), "event_type must be header:Name or body:/json/pointer.");
  }

  private static boolean isHeader(@Nullable String name) {
    return name == null || TOKEN.matcher(name).matches();
  }

  private static boolean isPlace(@Nullable String place) {
    return place == null || PLACE.matcher(place).matches();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
