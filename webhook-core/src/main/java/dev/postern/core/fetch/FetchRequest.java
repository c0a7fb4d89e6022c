package dev.postern.core.fetch;

import dev.postern.core.signature.HeaderFields;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * One request. Immutable as long as nobody writes into the body's bytes.
 *
 * @param url absolute; judged before anything is done with it
 * @param headers further fields; those that frame the message are written by the client
 * @param body empty for a GET
 */
@SuppressWarnings("ArrayRecordComponent") // lives as long as one request
public record FetchRequest(
    Method method, String url, HeaderFields headers, byte[] body, Bounds bounds) {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern FRAMING =
      Pattern.compile(
          "(?i)host|content-length|transfer-encoding|connection|upgrade|te|trailer|expect");
  private static final Bounds USUAL = new Bounds(Duration.ofSeconds(10), 1024 * 1024);

  /** What may be asked for. */
  public enum Method {
    GET,
    POST
  }

  /**
   * How much a request may cost.
   *
   * @param total for everything from the lookup to the last byte
   * @param maxBytes of the answer's body
   */
  public record Bounds(Duration total, int maxBytes) {
    public Bounds {
      if (total.isNegative() || total.isZero() || maxBytes < 0) {
        throw new IllegalArgumentException("A request needs some time and no negative size.");
      }
    }
  }

  /**
   * @throws IllegalArgumentException a header that is none, or one that frames the message
   */
  public FetchRequest {
    headers.entries().forEach(field -> require(field.getKey(), field.getValue()));
  }

  /** Within 10 s, at most 1 MiB. */
  public static FetchRequest get(String url) {
    return new FetchRequest(Method.GET, url, HeaderFields.of("Accept", "*/*"), new byte[0], USUAL);
  }

  /** Within 10 s, at most 1 MiB of an answer. */
  public static FetchRequest post(String url, String contentType, byte[] body) {
    return new FetchRequest(
        Method.POST, url, HeaderFields.of("Content-Type", contentType), body, USUAL);
  }

  public FetchRequest with(HeaderFields more) {
    return new FetchRequest(method, url, headers.with(more), body, bounds);
  }

  public FetchRequest within(Duration total, int maxBytes) {
    return new FetchRequest(method, url, headers, body, new Bounds(total, maxBytes));
  }

  /** Without the URL's query, the headers' values and the body: any may be a credential. */
  @Override
  public String toString() {
    int query = url.indexOf('?');
    return "FetchRequest[" + method + " " + (query < 0 ? url : url.substring(0, query)) + "]";
  }

  private static void require(String name, String value) {
    boolean control = value.chars().anyMatch(unit -> (unit < ' ' && unit != '\t') || unit == 127);
    if (control || !TOKEN.matcher(name).matches() || FRAMING.matcher(name).matches()) {
      throw new IllegalArgumentException("The header " + name + " cannot be sent.");
    }
  }
}
