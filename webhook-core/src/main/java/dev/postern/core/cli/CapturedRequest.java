package dev.postern.core.cli;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A request from a file.
 *
 * @param notes what is odd about the capture and may explain a refusal, one sentence each
 */
record CapturedRequest(SignedRequest request, List<String> notes) {

  static CapturedRequest of(SignedRequest request) {
    return new CapturedRequest(request, List.of());
  }

  /**
   * @param rest everything behind the header
   */
  static CapturedRequest of(String method, String url, HeaderFields headers, byte[] rest) {
    List<String> notes = new ArrayList<>();
    byte[] body = rest;
    String coding = headers.first("Transfer-Encoding").orElse("").strip();
    if (coding.equalsIgnoreCase("chunked") && ChunkedBody.looksChunked(rest)) {
      body = ChunkedBody.decode(rest);
    } else if (coding.isEmpty()) {
      body = ofLength(headers.first("Content-Length").orElse(""), rest, notes);
    }
    headers
        .first("Content-Encoding")
        .filter(it -> !it.equalsIgnoreCase("identity"))
        .ifPresent(it ->
            notes.add("The body is compressed (" + it + ") and is judged as it stands here."));
    return new CapturedRequest(new SignedRequest(method, url, headers, body), List.copyOf(notes));
  }

  /** What an editor adds behind the body is cut off; any other difference is told. */
  private static byte[] ofLength(String header, byte[] rest, List<String> notes) {
    if (!header.matches("[0-9]{1,9}")) {
      return rest;
    }
    int length = Integer.parseInt(header);
    if (length < rest.length) {
      byte[] tail = Arrays.copyOfRange(rest, length, rest.length);
      if (!new String(tail, StandardCharsets.ISO_8859_1).isBlank()) {
        notes.add(
            "Content-Length says %d bytes and the file has %d: the body is cut to what it says."
                .formatted(length, rest.length));
      }
      return Arrays.copyOf(rest, length);
    }
    if (length > rest.length) {
      notes.add(
          ("Content-Length says %d bytes and the file has %d: the capture lost some, often carriage"
                  + " returns or characters beyond ASCII.")
              .formatted(length, rest.length));
    }
    return rest;
  }
}
