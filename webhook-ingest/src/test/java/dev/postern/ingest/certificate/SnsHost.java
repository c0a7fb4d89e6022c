package dev.postern.ingest.certificate;

import com.github.benmanes.caffeine.cache.Ticker;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.postern.core.config.Settings;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.fetch.GuardedHttp;
import dev.postern.core.fetch.route.EgressRoute;
import dev.postern.core.fetch.route.TestProxy;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.CertificateSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A region's host of Amazon SNS, on this machine: a TLS server under its name with a certificate of
 * a root made for the test. The name is what the scheme wants to see; only where it leads to, who
 * is believed and the port that is listened on belong to the test.
 */
public final class SnsHost implements AutoCloseable {
  private static final String HOST = "sns.eu-west-1.amazonaws.com";
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** The paths and queries that were asked for, in their order. */
  public final List<String> visits = new CopyOnWriteArrayList<>();

  /** Safe to be used as long as the host is open. */
  public final GuardedHttp http;

  private final KeyStore keys;
  private final HttpsServer server;
  private final TestProxy proxy;

  private SnsHost(KeyStore keys) throws Exception {
    this.keys = keys;
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(only("tls"), PASSWORD);
    SSLContext serving = SSLContext.getInstance("TLS");
    serving.init(own.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(serving));
    server.createContext("/", this::answer);
    server.start();
    proxy = TestProxy.endingAt(server.getAddress().getPort());
    http =
        new GuardedHttp(
            new EgressResolver(
                () -> EgressPolicy.parse("127.0.0.0/8", true),
                (host, within) ->
                    host.equals(HOST) ? List.of(InetAddress.getLoopbackAddress()) : List.of()),
            trusting(),
            EgressRoute.from(
                new Settings(key ->
                    key.equals("postern.egress.proxy")
                        ? Optional.of(proxy.url())
                        : Optional.empty())));
  }

  /** With keys and certificates that were made once, by the JDK's keytool, for a hundred years. */
  public static SnsHost open() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = SnsHost.class.getResourceAsStream("sns.p12")) {
      keys.load(in, PASSWORD);
    }
    return new SnsHost(keys);
  }

  /** Nobody answers there any more. */
  public void goAway() {
    server.stop(0);
  }

  /** What Amazon signs messages with. */
  public SecretText signingKey() throws Exception {
    return SecretText.of(
        Base64.getEncoder().encodeToString(keys.getKey("signing", PASSWORD).getEncoded()));
  }

  /** As a node fetches them, but for the roots that are believed. */
  public CertificateSource certificates(InstantSource time) throws Exception {
    TrustAnchor root = new TrustAnchor((X509Certificate) keys.getCertificate("root"), null);
    return new FetchedCertificates(
        new CertificateDownload(http), new Chains(Set.of(root)), time, Ticker.systemTicker());
  }

  public String url(String path) {
    return "https://" + HOST + path;
  }

  private KeyStore only(String alias) throws Exception {
    KeyStore one = KeyStore.getInstance("PKCS12");
    one.load(null, PASSWORD);
    one.setKeyEntry(alias, keys.getKey(alias, PASSWORD), PASSWORD, keys.getCertificateChain(alias));
    return one;
  }

  private SSLContext trusting() throws Exception {
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, PASSWORD);
    roots.setCertificateEntry("root", keys.getCertificate("root"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(roots);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private void answer(HttpExchange exchange) throws IOException {
    visits.add(exchange.getRequestURI().toString());
    byte[] body = new byte[0];
    try {
      if (exchange.getRequestURI().getPath().endsWith(".pem")) {
        String chain =
            Authority.pem(keys.getCertificate("signing"))
                + Authority.pem(keys.getCertificate("root"));
        body = chain.getBytes(StandardCharsets.US_ASCII);
      }
    } catch (java.security.KeyStoreException never) {
      throw new IllegalStateException(never);
    }
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() throws IOException {
    goAway();
    proxy.close();
    http.close();
  }
}
