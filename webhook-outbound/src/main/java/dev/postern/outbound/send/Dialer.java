package dev.postern.outbound.send;

import dev.postern.core.egress.EgressResolver;
import dev.postern.core.egress.EgressUrl;
import dev.postern.core.fetch.route.EgressRoute;
import dev.postern.outbound.send.Dial.Connected;
import dev.postern.outbound.send.Dial.Failed;
import dev.postern.outbound.send.Stopwatch.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.config.Http1Config;

/**
 * Opens connections to addresses that were already checked, and to no other: no name is looked up
 * here, no proxy is used but the operator's, and the connected socket's own view of its peer is
 * judged again before the first byte.
 */
final class Dialer {

  private static final int LONGEST_HEADER_LINE = 8 * 1024;
  private static final int MOST_HEADER_LINES = 128;

  private final EgressResolver egress;
  private final TlsChoice tls;
  private final EgressRoute route;
  private static final Http1Config LIMITS =
      Http1Config.custom()
          .setMaxLineLength(LONGEST_HEADER_LINE)
          .setMaxHeaderCount(MOST_HEADER_LINES)
          // The codec counts any line before the status line as an empty one.
          .setMaxEmptyLineCount(1)
          .build();

  Dialer(EgressResolver egress, Tls tls, EgressRoute route) {
    this.route = route;
    this.egress = egress;
    this.tls = new TlsChoice(tls);
  }

  /** Tries the addresses in order, each with its share of the time that is left to connect. */
  Dial dial(EgressUrl url, List<InetAddress> addresses, Attempt attempt) {
    long mark = attempt.watch().mark();
    long end = mark + attempt.request().connectTimeout().toNanos();
    Dial last = new Failed(Outcome.CONNECT_ERROR, "The host has no address to connect to.");
    for (int i = 0; i < addresses.size() && !attempt.deadline().hasPassed(); i++) {
      Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
      Socket socket = new Socket(Proxy.NO_PROXY);
      attempt.deadline().guard(socket);
      InetAddress address = addresses.get(i);
      try {
        connect(
            socket,
            address,
            url,
            attempt.deadline().leftWithin(left.dividedBy(addresses.size() - i)));
      } catch (IOException failed) {
        Sockets.cut(socket);
        last = unconnected(failed, url, address, attempt);
        continue;
      } finally {
        attempt.watch().stop(Phase.CONNECT, mark);
      }
      return secured(socket, route.remote(socket, address), url, attempt, end);
    }
    return last;
  }

  private void connect(Socket socket, InetAddress address, EgressUrl url, Duration within)
      throws IOException {
    socket.setTcpNoDelay(true);
    route.connect(socket, address, url.port(), within);
  }

  private Dial secured(
      Socket socket, InetAddress remote, EgressUrl url, Attempt attempt, long end) {
    if (!egress.permits(url, remote)) {
      Sockets.cut(socket);
      return new Failed(
          Outcome.BLOCKED, "The connection led to " + remote.getHostAddress() + ", refused.");
    }
    long mark = attempt.watch().mark();
    try {
      Duration left = Duration.ofNanos(Math.max(1_000_000, end - mark));
      socket.setSoTimeout(Sockets.millis(attempt.deadline().leftWithin(left)));
      Wire wire = new Wire(LIMITS);
      if (url.scheme() == EgressUrl.Scheme.HTTPS) {
        SSLSocket secure = tls.of(attempt.request().tls()).handshake(socket, url);
        attempt.watch().stop(Phase.TLS, mark);
        wire.over(secure, socket);
      } else {
        wire.over(socket);
      }
      return new Connected(new Line(wire, socket, remote, System.nanoTime()));
    } catch (IllegalArgumentException unusable) {
      Sockets.cut(socket);
      return new Failed(
          Outcome.TLS_ERROR,
          "The endpoint's TLS settings cannot be used: " + unusable.getMessage());
    } catch (IOException failed) {
      Sockets.cut(socket);
      return TlsFailure.explain(failed, url, attempt.deadline().hasPassed());
    }
  }

  private static Failed unconnected(
      IOException failed, EgressUrl url, InetAddress address, Attempt attempt) {
    String where = url.host() + " (" + address.getHostAddress() + ", port " + url.port() + ")";
    return failed instanceof SocketTimeoutException || attempt.deadline().hasPassed()
        ? new Failed(Outcome.TIMEOUT, "No connection to " + where + " in time.")
        : new Failed(
            Outcome.CONNECT_ERROR, "No connection to " + where + ": " + failed.getMessage() + ".");
  }
}
