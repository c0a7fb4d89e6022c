package dev.postern.core.cli;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A request as text: request line, header fields, an empty line, and the body byte for byte. Lines
 * may end with CRLF or LF, empty ones and a byte order mark before the request line do no harm, a
 * folded field is joined. A chunked body is put together.
 */
final class RawRequest {
  private final byte[] raw;
  private int at;

  private RawRequest(byte[] raw) {
    this.raw = raw;
    boolean marked = raw.length > 2 && raw[0] == (byte) 0xEF && raw[1] == (byte) 0xBB;
    this.at = marked ? 3 : 0;
  }

  /**
   * @throws IllegalArgumentException with a sentence that says what is no request about it
   */
  static CapturedRequest parse(byte[] raw) {
    return new RawRequest(raw).parse();
  }

  private CapturedRequest parse() {
    String requestLine = line();
    while (requestLine.isEmpty() && at < raw.length) {
      requestLine = line();
    }
    if (requestLine.isEmpty()) {
      throw new IllegalArgumentException("The request is empty.");
    }
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (!lines.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
        lines.add(lines.removeLast() + " " + line.strip());
      } else {
        lines.add(line);
      }
    }
    HeaderFields headers = HeaderFields.of(lines.stream().map(RawRequest::field).toList());
    byte[] rest = Arrays.copyOfRange(raw, at, raw.length);
    String[] words = requestLine.split(" ");
    if (words.length != 3 || !words[2].startsWith("HTTP/")) {
      throw new IllegalArgumentException(
          "The first line is no request line (METHOD target HTTP/1.1): " + requestLine);
    }
    return CapturedRequest.of(words[0], url(words[1], headers), headers, rest);
  }

  private static String url(String target, HeaderFields headers) {
    return target.startsWith("/")
        ? "https://" + headers.first("Host").orElse("localhost") + target
        : target;
  }

  /** The next line without its end; empty at the end of the bytes too. */
  private String line() {
    int end = at;
    while (end < raw.length && raw[end] != '\n') {
      end++;
    }
    int stop = end > at && raw[end - 1] == '\r' ? end - 1 : end;
    String line = new String(raw, at, stop - at, StandardCharsets.UTF_8);
    at = Math.min(end + 1, raw.length);
    return line;
  }

  /** {@code Name: value}, the white space around the value dropped as RFC 9110 section 5.5 says. */
  static Map.Entry<String, String> field(String line) {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException("Not a header line (Name: value): " + line);
    }
    return Map.entry(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
  }

  /** The same request as bytes again, with the length of its body. */
  static byte[] write(SignedRequest request) {
    StringBuilder head = new StringBuilder();
    String target = request.url().replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*", "");
    head.append(request.method()).append(' ').append(target.startsWith("/") ? "" : "/");
    head.append(target).append(" HTTP/1.1\r\n");
    String length = Integer.toString(request.body().length);
    HeaderFields fields = request.headers().with(HeaderFields.of("Content-Length", length));
    if (fields.first("Host").isEmpty()) {
      head.append("Host: ").append(host(request.url())).append("\r\n");
    }
    fields.entries().forEach(it -> head.append(it.getKey() + ": " + it.getValue() + "\r\n"));
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(start, start.length + request.body().length);
    System.arraycopy(request.body(), 0, whole, start.length, request.body().length);
    return whole;
  }

  private static String host(String url) {
    return url.replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*://([^/?#]*).*$", "$1");
  }
}
