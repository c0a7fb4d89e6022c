package dev.postern.core.fetch.route;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Through a proxy by {@code CONNECT} (RFC 9110 section 9.3.6) to the checked address itself, for
 * http as for https: the proxy is never told a name that it could look up differently.
 */
record Tunnel(ProxyAddress proxy, Optional<ProxyLogin> login) implements EgressRoute {
  private static final int LONGEST_HEAD = 8 * 1024;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: .*)?");

  @Override
  public void connect(Socket socket, InetAddress address, int port, Duration within)
      throws IOException {
    int millis = EgressRoute.millis(within);
    socket.connect(
        new InetSocketAddress(InetAddress.getByName(proxy.host()), proxy.port()), millis);
    socket.setSoTimeout(millis);
    String target = literal(address) + ":" + port;
    String request =
        "CONNECT "
            + target
            + " HTTP/1.1\r\nHost: "
            + target
            + "\r\n"
            + login.map(ProxyLogin::field).orElse("")
            + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    String line = head(socket.getInputStream()).lines().findFirst().orElse("");
    Matcher status = STATUS.matcher(line);
    if (!status.matches()) {
      throw new IOException("the egress proxy " + proxy + " does not speak HTTP");
    }
    if (!status.group(1).startsWith("2")) {
      throw new IOException("the egress proxy " + proxy + " answered " + status.group(1));
    }
  }

  /** The socket itself leads to the proxy, which was asked for exactly this one. */
  @Override
  public InetAddress remote(Socket connected, InetAddress wanted) {
    return wanted;
  }

  private static String literal(InetAddress address) {
    return address instanceof Inet6Address
        ? "[" + address.getHostAddress() + "]"
        : address.getHostAddress();
  }

  /** Byte by byte: what follows the empty line belongs to the target. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < LONGEST_HEAD) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the egress proxy closed the connection");
      }
      head.append((char) next);
      if (next == '\n'
          && (head.toString().endsWith("\r\n\r\n") || head.toString().endsWith("\n\n"))) {
        return head.toString();
      }
    }
    throw new IOException("the egress proxy's answer is too long");
  }
}
