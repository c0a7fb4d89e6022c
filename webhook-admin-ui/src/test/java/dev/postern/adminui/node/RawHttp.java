package dev.postern.adminui.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests written byte by byte, as no client library would let them through. */
final class RawHttp {
  private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z_]+)\"");
  private static final int PATIENCE_MILLIS = 30_000;

  private RawHttp() {}

  /** What came back; {@code code} is empty when there is no problem in it. */
  record Reply(int status, String code, String text) {}

  static Socket open(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** Sends it all and reads until the server closes. */
  static Reply exchange(
      int port, String method, String target, List<Map.Entry<String, String>> headers, byte[] body)
      throws IOException {
    try (Socket socket = open(port)) {
      socket.getOutputStream().write(message(method, target, headers, body));
      socket.getOutputStream().flush();
      return read(socket);
    }
  }

  static byte[] message(
      String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("Host: localhost\r\nConnection: close\r\n");
    for (Map.Entry<String, String> header : headers) {
      boolean framing = header.getKey().matches("(?i)host|connection|content-length");
      if (!framing) {
        head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
      }
    }
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  static Reply read(Socket socket) throws IOException {
    return reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
  }

  /** Reads until a problem's code has come, as the server may not close yet. */
  static Reply readProblem(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] chunk = new byte[4096];
    while (!CODE.matcher(text).find()) {
      int read = socket.getInputStream().read(chunk);
      if (read < 0) {
        break;
      }
      text.append(new String(chunk, 0, read, StandardCharsets.ISO_8859_1));
    }
    return reply(text.toString());
  }

  private static Reply reply(String text) {
    Matcher code = CODE.matcher(text);
    return new Reply(
        text.length() < 12 ? 0 : Integer.parseInt(text.substring(9, 12)),
        code.find() ? code.group(1) : "",
        text);
  }
}
