package dev.postern.core.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A body in chunks (RFC 9112 section 7.1), its lines ended by CRLF or LF. */
final class ChunkedBody {
  private static final int LONGEST_LINE = 1_000;

  private final byte[] raw;
  private int at;

  private ChunkedBody(byte[] raw) {
    this.raw = raw;
  }

  /** Whether it begins with a chunk's size; a capture may have been put together already. */
  static boolean looksChunked(byte[] raw) {
    return size(new ChunkedBody(raw).line()) >= 0;
  }

  /**
   * @throws IllegalArgumentException when a chunk's size is none or the chunk is cut short
   */
  static byte[] decode(byte[] raw) {
    return new ChunkedBody(raw).decode();
  }

  private byte[] decode() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(line()); size != 0; size = size(line())) {
      if (size < 0 || size > raw.length - at) {
        throw new IllegalArgumentException(
            "The chunked body is broken near byte "
                + at
                + ": no chunk size, or a chunk cut short.");
      }
      body.write(raw, at, size);
      at += size;
      line();
    }
    return body.toByteArray();
  }

  private static int size(String line) {
    String digits = line.replaceFirst("[;\\s].*$", "");
    return digits.matches("[0-9A-Fa-f]{1,7}") ? Integer.parseInt(digits, 16) : -1;
  }

  private String line() {
    int start = at;
    while (at < raw.length && raw[at] != '\n' && at - start < LONGEST_LINE) {
      at++;
    }
    String line = new String(raw, start, at - start, StandardCharsets.ISO_8859_1);
    at = Math.min(at + 1, raw.length);
    return line.stripTrailing();
  }
}
