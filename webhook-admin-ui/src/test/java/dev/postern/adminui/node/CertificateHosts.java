package dev.postern.adminui.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.postern.core.fetch.route.TestProxy;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.PemCertificates;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.conformance.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The hosts of Amazon SNS and PayPal that certificates come from, on this machine, by their names
 * and over TLS. A node is led here by what its operator may set and by nothing else: the JVM's file
 * of hosts, the JVM's trusted roots, and the egress proxy. Its guard allows this machine, as every
 * throw-away node's does.
 */
final class CertificateHosts implements AutoCloseable {
  private static final String SNS = "sns.us-east-1.amazonaws.com";
  private static final String PAYPAL = "api.paypal.com";
  private static final Map<String, String> OWNERS =
      Map.of("aws-sns", "sns.amazonaws.com", "paypal", "messageverificationcerts.paypal.com");
  private static final String PAYPAL_FIELD = "PAYPAL-CERT-URL";
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path folder;
  private final TestAuthority trusted = new TestAuthority();
  private final KeyPair fresh = TestAuthority.keyPair("RSA");
  private final Map<URI, String> published = new ConcurrentHashMap<>();
  private final HttpsServer server;
  private final TestProxy proxy;

  /** Serving what the vectors were signed with, each key vouched for by the root of the test. */
  CertificateHosts(Path folder, List<Vector> vectors) throws Exception {
    this.folder = folder;
    for (Vector vector : vectors) {
      if (serves(vector)) {
        URI url = recordedUrl(vector);
        PublicKey recorded = vector.settings().certificates().fetch(url).getFirst().getPublicKey();
        publish(url, vector.provider(), recorded, trusted);
        publish(url(vector, "fresh"), vector.provider(), fresh.getPublic(), trusted);
      }
    }
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(serving()));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    proxy = TestProxy.endingAt(server.getAddress().getPort());
  }

  /** Whether its provider's certificates come from here. */
  static boolean serves(Vector vector) {
    return OWNERS.containsKey(vector.provider());
  }

  /** What a client of these hosts gets. */
  List<X509Certificate> fetch(URI url) {
    return PemCertificates.parse(published.getOrDefault(url, ""));
  }

  /** What leads a node here. */
  Map<String, String> environment() throws Exception {
    Path roots = folder.resolve("roots.p12");
    try (OutputStream out = Files.newOutputStream(roots)) {
      KeyStore store = empty();
      store.setCertificateEntry("root", trusted.root());
      store.store(out, PASSWORD);
    }
    // With such a file the JVM asks nobody else, not even where this machine is.
    String hosts =
        Stream.of("localhost", InetAddress.getLocalHost().getHostName(), SNS, PAYPAL)
            .map(host -> "127.0.0.1 " + host + "\n")
            .collect(Collectors.joining());
    Path names = Files.writeString(folder.resolve("hosts"), hosts);
    return Map.of(
        "POSTERN_EGRESS_PROXY",
        proxy.url(),
        "POSTERN_JAVA_OPTS",
        "-Xmx768m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djdk.net.hosts.file="
            + names
            + " -Djavax.net.ssl.trustStore="
            + roots
            + " -Djavax.net.ssl.trustStorePassword="
            + new String(PASSWORD));
  }

  /** The vector's message as its provider would sign it at that time. */
  SignedRequest signed(Vector vector, Instant at) {
    return signed(vector, at, url(vector, "fresh"));
  }

  /** The same, under a certificate of the right name and host that no trusted root vouches for. */
  SignedRequest signedUnderAStrangersRoot(Vector vector, Instant at) throws Exception {
    URI strange = url(vector, "strange");
    publish(strange, vector.provider(), fresh.getPublic(), new TestAuthority());
    return signed(vector, at, strange);
  }

  private SignedRequest signed(Vector vector, Instant at, URI certificate) {
    SignedRequest recorded = vector.request();
    String body =
        new String(recorded.body(), StandardCharsets.UTF_8)
            .replaceFirst("(\"SigningCertURL\"\\s*:\\s*)\"[^\"]*\"", "$1\"" + certificate + "\"");
    SignedRequest draft = recorded.withBody(body.getBytes(StandardCharsets.UTF_8));
    SignedRequest pointing =
        recorded.headers().first(PAYPAL_FIELD).isPresent()
            ? draft.withHeaders(HeaderFields.of(PAYPAL_FIELD, certificate.toString()))
            : draft;
    String key = Base64.getEncoder().encodeToString(fresh.getPrivate().getEncoded());
    return LiveVectors.scheme(vector).signed(pointing, SecretText.of(key), vector.settings(), at);
  }

  /** Where its certificate is; one that points elsewhere is refused before anything is fetched. */
  private static URI recordedUrl(Vector vector) {
    SignedRequest request = vector.request();
    return URI.create(
        request
            .headers()
            .first(PAYPAL_FIELD)
            .orElseGet(() -> LiveVectors.json(request.body()).path("SigningCertURL").asText()));
  }

  private static URI url(Vector vector, String name) {
    return vector.provider().equals("paypal")
        ? URI.create("https://" + PAYPAL + "/v1/notifications/certs/" + name)
        : URI.create("https://" + SNS + "/" + name + ".pem");
  }

  private void publish(URI url, String provider, PublicKey holder, TestAuthority authority)
      throws Exception {
    String owner = Objects.requireNonNull(OWNERS.get(provider));
    published.put(url, pem(authority.certify(owner, holder)) + pem(authority.root()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    URI url =
        URI.create(
            "https://"
                + exchange.getRequestHeaders().getFirst("Host")
                + exchange.getRequestURI().getPath());
    byte[] body = published.getOrDefault(url, "").getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private SSLContext serving() throws Exception {
    KeyPair own = TestAuthority.keyPair("EC");
    KeyStore store = empty();
    store.setKeyEntry(
        "tls",
        own.getPrivate(),
        PASSWORD,
        new Certificate[] {trusted.certify("hosts", own.getPublic(), SNS, PAYPAL)});
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static KeyStore empty() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    return store;
  }

  private static String pem(Certificate certificate) throws CertificateEncodingException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    server.stop(0);
  }
}
