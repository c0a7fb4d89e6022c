package dev.postern.bench.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads HTTP/1.1 messages with a Content-Length, one after another. Confined to its thread. */
public final class Wire {
  private final InputStream in;

  public Wire(InputStream in) {
    this.in = new BufferedInputStream(in, 16_384);
  }

  /** The head and the body; {@code first} is null at the end of the stream. */
  public record Message(String first, String fields, byte[] body) {
    public boolean over() {
      return first == null;
    }
  }

  public Message read(boolean keepBody) throws IOException {
    String first = line();
    if (first == null) {
      return new Message(null, "", new byte[0]);
    }
    StringBuilder fields = new StringBuilder();
    int length = 0;
    for (String line = needed(); !line.isEmpty(); line = needed()) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
      if (keepBody) {
        fields.append(line).append('\n');
      }
    }
    if (keepBody) {
      byte[] body = in.readNBytes(length);
      if (body.length < length) {
        throw new EOFException("a body of " + body.length + " bytes instead of " + length);
      }
      return new Message(first, fields.toString(), body);
    }
    in.skipNBytes(length);
    return new Message(first, "", new byte[0]);
  }

  /** What was cut in its midst is no message: nobody has got it. */
  private String needed() throws IOException {
    String line = line();
    if (line == null) {
      throw new EOFException("a head without its end");
    }
    return line;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r'
            ? line.substring(0, end - 1)
            : line.toString();
      }
      line.append((char) c);
    }
    if (line.isEmpty()) {
      return null;
    }
    throw new EOFException("a line without its end");
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
