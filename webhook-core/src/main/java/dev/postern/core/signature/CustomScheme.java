package dev.postern.core.signature;

import dev.postern.core.signature.scheme.Template;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A signature scheme described by data, for senders that no built-in provider covers. Whole or
 * absent: a description that could not protect anything is refused when it is made. As JSON it is
 * read by {@link CustomSchemeJson}.
 *
 * @param digest the field that carries the signature, and how
 * @param template what is signed: literal text with {@code {body}}, {@code {timestamp}}, {@code
 *     {id}}, {@code {method}}, {@code {url}}, {@code {path}}, {@code {query}} and {@code
 *     {header:Name}}; {@code {body}} must occur
 * @param timestamp exactly when the template has {@code {timestamp}}, else null
 * @param idHeader the field of the message id; exactly when the template has {@code {id}}, else
 *     null
 */
public record CustomScheme(
    Digest digest,
    String template,
    @Nullable Timestamp timestamp,
    @Nullable String idHeader,
    Event event) {

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
  private static final Pattern PLACE =
      Pattern.compile("header:[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}|body:(?:/(?:[^~/]|~[01])*)+");
  private static final int LONGEST_PLACE = 300;

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
   * @param header the field that carries the signature
   * @param prefix literal text before the digest, such as {@code sha256=}; may be empty
   */
  public record Digest(String header, String prefix, Algorithm algorithm, Encoding encoding) {}

  /**
   * @param header the field of the timestamp
   * @param tolerance overrides the source's replay window, or null
   */
  public record Timestamp(String header, TimestampUnit unit, @Nullable Duration tolerance) {}

  /**
   * Where the event's names are: {@code header:Name}, {@code body:/json/pointer}, or null.
   *
   * @param id absent, it is derived from the body
   */
  public record Event(@Nullable String id, @Nullable String type) {}

  /**
   * @throws IllegalArgumentException with a sentence for the person who described it
   */
  public CustomScheme {
    Template parsed = Template.parse(template);
    require(parsed.has("body"), "The template must sign {body}.");
    require(
        parsed.has("timestamp") == (timestamp != null),
        "timestamp_header and {timestamp} in the template belong together.");
    require(
        parsed.has("id") == (idHeader != null),
        "id_header and {id} in the template belong together.");
    require(isHeader(digest.header()), "signature_header is no header name.");
    require(timestamp == null || isHeader(timestamp.header()), "timestamp_header is no name.");
    require(idHeader == null || isHeader(idHeader), "id_header is no header name.");
    require(isPlace(event.id()) && isPlace(event.type()), "The event's place is none.");
  }

  static boolean isHeader(String name) {
    return TOKEN.matcher(name).matches();
  }

  static boolean isPlace(@Nullable String place) {
    return place == null || (place.length() <= LONGEST_PLACE && PLACE.matcher(place).matches());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
