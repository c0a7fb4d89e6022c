package dev.postern.core.fetch.route;

import dev.postern.core.config.ConfigException;
import dev.postern.core.config.Settings;
import dev.postern.core.secret.SecretText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/**
 * Connects sockets to addresses that were checked. Immutable, so safe for any number of threads.
 */
public sealed interface EgressRoute permits EgressRoute.Direct, Tunnel {
  EgressRoute DIRECT = new Direct();

  /**
   * {@code postern.egress.proxy} ({@code http://host:port}; none by default), {@code
   * postern.egress.proxy.user} and {@code postern.egress.proxy.password}. Nothing else names a
   * proxy: {@code http_proxy} and the JVM's properties are not read.
   */
  static EgressRoute from(Settings settings) {
    Optional<ProxyAddress> proxy =
        settings.optional(
            "postern.egress.proxy",
            "a proxy such as http://proxy.example:3128",
            ProxyAddress::parse);
    Optional<String> user =
        settings.optional("postern.egress.proxy.user", "a name without a colon", ProxyLogin::name);
    Optional<SecretText> password =
        settings.optional("postern.egress.proxy.password", "a password", SecretText::of);
    if (user.isPresent() != password.isPresent() || (user.isPresent() && proxy.isEmpty())) {
      throw new ConfigException(
          "POSTERN_EGRESS_PROXY, POSTERN_EGRESS_PROXY_USER and POSTERN_EGRESS_PROXY_PASSWORD go"
              + " together: one of them is missing.");
    }
    return proxy
        .<EgressRoute>map(address ->
            new Tunnel(
                address, user.flatMap(name -> password.map(word -> new ProxyLogin(name, word)))))
        .orElse(DIRECT);
  }

  /**
   * Connects a fresh socket.
   *
   * @param socket neither connected nor of a proxy; whoever made it closes it
   * @throws IOException no connection; its message is for a person and follows a colon
   */
  void connect(Socket socket, InetAddress address, int port, Duration within) throws IOException;

  /** The address that the connected socket leads to, as far as this node can see. */
  InetAddress remote(Socket connected, InetAddress wanted);

  /** Without anybody between. */
  record Direct() implements EgressRoute {
    @Override
    public void connect(Socket socket, InetAddress address, int port, Duration within)
        throws IOException {
      socket.connect(new InetSocketAddress(address, port), millis(within));
    }

    @Override
    public InetAddress remote(Socket connected, InetAddress wanted) {
      return connected.getInetAddress();
    }
  }

  /** For a socket's option, never the 0 that means for ever. */
  static int millis(Duration within) {
    return (int) Math.clamp(within.toMillis(), 1, Integer.MAX_VALUE);
  }
}
