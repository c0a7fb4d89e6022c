package dev.postern.core.signature;

/**
 * A request as it arrived, before any parser touched it. The body array is not copied: whoever
 * makes a request hands it over and must not change it afterwards.
 *
 * @param method upper-case method
 * @param url the full URL as this server saw it, with the query
 * @param body the raw bytes, after transfer decoding and before content decoding
 */
@SuppressWarnings("ArrayRecordComponent") // raw bytes are the point; requests are never compared
public record SignedRequest(String method, String url, HeaderFields headers, byte[] body) {

  public SignedRequest withBody(byte[] other) {
    return new SignedRequest(method, url, headers, other);
  }

  /** With {@code more} in place of any fields of the same names. */
  public SignedRequest withHeaders(HeaderFields more) {
    return new SignedRequest(method, url, headers.with(more), body);
  }

  /** Method, URL, header names and the body's size: nothing secret. */
  @Override
  public String toString() {
    return method + " " + url + " " + headers + " " + body.length + " bytes";
  }
}
