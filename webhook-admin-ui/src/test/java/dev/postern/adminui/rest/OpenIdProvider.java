package dev.postern.adminui.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** An OpenID provider over TLS, with a certificate that only its trust store knows. */
final class OpenIdProvider implements AutoCloseable {
  private static final String PASSWORD = "changeit";
  private static final String ISSUER = "corp";

  private final Path trust;
  private final MockOAuth2Server server;
  private final int port;

  private OpenIdProvider(Path trust, MockOAuth2Server server, int port) {
    this.trust = trust;
    this.server = server;
    this.port = port;
  }

  /** One that is away until {@link #open}: nobody listens at its address. */
  static OpenIdProvider away(Path folder) throws Exception {
    Path own = folder.resolve("provider.p12");
    keytool(own);
    Path trust = trust(folder, own);
    String config =
        """
        {"interactiveLogin": false, "httpServer": {"type": "NettyWrapper", "ssl": {
          "keyPassword": "%1$s", "keystoreFile": "%2$s", "keystoreType": "PKCS12",
          "keystorePassword": "%1$s"}}}
        """
            .formatted(PASSWORD, own);
    MockOAuth2Server server = new MockOAuth2Server(OAuth2Config.Companion.fromJson(config));
    try (ServerSocket free = new ServerSocket(0)) {
      return new OpenIdProvider(trust, server, free.getLocalPort());
    }
  }

  void open() throws IOException {
    server.start(InetAddress.getByName("127.0.0.1"), port);
  }

  /** What a node is told of it. */
  Map<String, String> environment(String roles) {
    return Map.of(
        "POSTERN_OIDC_DISCOVERY_URL",
        "https://127.0.0.1:" + port + "/" + ISSUER + "/.well-known/openid-configuration",
        "POSTERN_OIDC_CLIENT_ID",
        "postern",
        "POSTERN_OIDC_CLIENT_SECRET",
        "a-client-secret-of-postern",
        "POSTERN_OIDC_ROLES",
        roles,
        "POSTERN_OIDC_TRUSTSTORE",
        trust.toString(),
        "POSTERN_OIDC_TRUSTSTORE_PASSWORD",
        PASSWORD);
  }

  /** Whoever is sent here next is this one. */
  void next(String subject, Map<String, Object> claims) {
    server.enqueueCallback(
        new DefaultOAuth2TokenCallback(ISSUER, subject, "JWT", List.of("postern"), claims, 300));
  }

  /** For a browser that trusts it. */
  SSLContext trusting() throws GeneralSecurityException, IOException {
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(load(trust));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  @Override
  public void close() {
    server.shutdown();
  }

  private static void keytool(Path store) throws IOException, InterruptedException {
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "provider",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes());
    if (made.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
  }

  private static Path trust(Path folder, Path own) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("provider", load(own).getCertificate("provider"));
    Path trust = folder.resolve("trust.p12");
    try (OutputStream out = Files.newOutputStream(trust)) {
      trusted.store(out, PASSWORD.toCharArray());
    }
    return trust;
  }

  private static KeyStore load(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }
}
