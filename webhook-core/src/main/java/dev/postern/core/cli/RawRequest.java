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
 * may end with CRLF or LF. A {@code Content-Length} smaller than what follows cuts the body, so
 * that the newline an editor adds does no harm.
 */
final class RawRequest {
  private RawRequest() {}

  /**
   * @throws IllegalArgumentException when there is no request line or a header line has no colon
   */
  static SignedRequest parse(byte[] raw) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (at < raw.length) {
      int end = indexOfNewline(raw, at);
      int stop = end > at && raw[end - 1] == '\r' ? end - 1 : end;
      String line = new String(raw, at, stop - at, StandardCharsets.UTF_8);
      at = Math.min(end + 1, raw.length);
      if (line.isEmpty()) {
        break;
      }
      lines.add(line);
    }
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("The request is empty.");
    }
    List<Map.Entry<String, String>> fields =
        lines.subList(1, lines.size()).stream().map(RawRequest::field).toList();
    HeaderFields headers = HeaderFields.of(fields);
    return request(lines.getFirst(), headers, body(raw, at, headers));
  }

  private static SignedRequest request(String requestLine, HeaderFields headers, byte[] body) {
    String[] words = requestLine.split(" ");
    if (words.length != 3 || !words[2].startsWith("HTTP/")) {
      throw new IllegalArgumentException(
          "The first line is no request line (METHOD target HTTP/1.1): " + requestLine);
    }
    String target = words[1];
    String url =
        target.startsWith("/")
            ? "https://" + headers.first("Host").orElse("localhost") + target
            : target;
    return new SignedRequest(words[0], url, headers, body);
  }

  /** {@code Name: value}, the white space around the value dropped as RFC 9110 section 5.5 says. */
  static Map.Entry<String, String> field(String line) {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException("Not a header line (Name: value): " + line);
    }
    return Map.entry(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
  }

  private static byte[] body(byte[] raw, int from, HeaderFields headers) {
    byte[] rest = Arrays.copyOfRange(raw, from, raw.length);
    String length = headers.first("Content-Length").orElse("");
    boolean shorter = length.matches("[0-9]{1,9}") && Integer.parseInt(length) < rest.length;
    return shorter ? Arrays.copyOf(rest, Integer.parseInt(length)) : rest;
  }

  private static int indexOfNewline(byte[] raw, int from) {
    int at = from;
    while (at < raw.length && raw[at] != '\n') {
      at++;
    }
    return at;
  }

  /** The same request as text again, with the length of its body. */
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
