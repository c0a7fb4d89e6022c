package dev.postern.core.fetch;

import dev.postern.core.egress.Decision;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.egress.EgressUrl;
import dev.postern.core.egress.Resolution;
import dev.postern.core.fetch.Fetched.Failed;
import dev.postern.core.fetch.Fetched.Refused;
import dev.postern.core.fetch.Fetched.Trouble;
import dev.postern.core.fetch.route.EgressRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.HttpException;

/**
 * Small requests through the egress guard: the URL is judged, its name looked up once, every
 * address judged, a judged address dialled and the connected socket judged again. TLS 1.2 or newer
 * with the host's name verified. Blocks its caller, never longer than the request's bounds; never
 * throws for what the other side does. Safe for any number of threads; call it with no transaction
 * open.
 */
public final class GuardedHttp implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(GuardedHttp.class.getName());
  private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};
  private static final int CONNECT_SHARE = 2;

  private final EgressResolver egress;
  private final SSLContext trust;
  private final EgressRoute route;
  private final Cutter cutter = new Cutter();

  /** Straight, past no proxy. */
  public GuardedHttp(EgressResolver egress, SSLContext trust) {
    this(egress, trust, EgressRoute.DIRECT);
  }

  /**
   * @param egress judges and looks up every target
   * @param trust whose certificates are believed
   * @param route the way to what was permitted
   */
  public GuardedHttp(EgressResolver egress, SSLContext trust, EgressRoute route) {
    this.route = route;
    this.egress = egress;
    this.trust = trust;
  }

  public Fetched fetch(FetchRequest request) {
    Countdown countdown = Countdown.of(request.bounds().total());
    return switch (egress.check(request.url())) {
      case Decision.Refused(var refusal, String detail) -> new Refused(detail);
      case Decision.Allowed(EgressUrl url) ->
          switch (egress.resolve(url, countdown.left())) {
            case Resolution.Blocked(String detail) -> new Refused(detail);
            case Resolution.DnsFailure(String detail) -> new Failed(Trouble.DNS, detail);
            case Resolution.NotAsked(String detail) -> new Failed(Trouble.DNS, detail);
            case Resolution.Resolved(List<InetAddress> addresses) ->
                dial(request, url, addresses, countdown);
          };
    };
  }

  @Override
  public void close() {
    cutter.close();
  }

  /** Each address has its share of half the time; the first that connects is the one. */
  private Fetched dial(
      FetchRequest request, EgressUrl url, List<InetAddress> addresses, Countdown countdown) {
    Fetched last = new Failed(Trouble.CONNECT, "The host has no address to connect to.");
    long share = countdown.left().toMillis() / CONNECT_SHARE / addresses.size();
    for (InetAddress address : addresses) {
      try (Socket socket = new Socket(Proxy.NO_PROXY);
          Cutter.Guard guard = cutter.cutAfter(countdown.left(), socket)) {
        socket.setTcpNoDelay(true);
        route.connect(socket, address, url.port(), Duration.ofMillis(Math.max(1, share)));
        return egress.permits(url, route.remote(socket, address))
            ? connected(request, url, socket, countdown)
            : new Refused("The connection led to an address that is refused.");
      } catch (IOException failed) {
        last = unconnected(failed, url, countdown);
      }
    }
    return last;
  }

  private Fetched connected(
      FetchRequest request, EgressUrl url, Socket socket, Countdown countdown) {
    try {
      socket.setSoTimeout(countdown.leftMillis());
      return new Dialogue(request, url).over(opened(socket, url));
    } catch (SSLException untrusted) {
      return failed(Trouble.TLS, "TLS with " + url.host() + " failed", untrusted, countdown);
    } catch (HttpException | IOException broken) {
      return failed(Trouble.BROKEN, url.host() + " gave no whole answer", broken, countdown);
    } catch (RuntimeException unreadable) {
      // The library answers some nonsense (a status of 000) by an exception that it names nowhere.
      LOG.log(System.Logger.Level.DEBUG, "answer_unreadable", unreadable);
      return new Failed(Trouble.BROKEN, url.host() + " gave an answer that is not valid HTTP.");
    }
  }

  private Opened opened(Socket socket, EgressUrl url) throws IOException {
    if (url.scheme() == EgressUrl.Scheme.HTTP) {
      return new Opened(socket, null);
    }
    // Host, not address: SNI and the name to verify stay what the URL says.
    SSLSocket secure =
        (SSLSocket) trust.getSocketFactory().createSocket(socket, url.host(), url.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setProtocols(TLS_VERSIONS);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return new Opened(socket, secure);
  }

  private static Failed unconnected(IOException failed, EgressUrl url, Countdown countdown) {
    return failed(Trouble.CONNECT, "No connection to " + url.host(), failed, countdown);
  }

  private static Failed failed(
      Trouble trouble, String what, Exception failed, Countdown countdown) {
    return failed instanceof SocketTimeoutException || countdown.over()
        ? new Failed(Trouble.TIMEOUT, what + ": it took too long.")
        : new Failed(trouble, what + ": " + failed.getMessage() + ".");
  }
}
