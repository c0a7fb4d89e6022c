package dev.postern.adminui.rest;

import dev.postern.adminui.node.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** An OpenID provider over TLS, with a certificate that only its trust store knows. */
final class OpenIdProvider implements AutoCloseable {
  private static final String ISSUER = "corp";

  private final SelfSigned certificate;
  private final MockOAuth2Server server;
  private final int port;

  private OpenIdProvider(SelfSigned certificate, MockOAuth2Server server, int port) {
    this.certificate = certificate;
    this.server = server;
    this.port = port;
  }

  /** One that is away until {@link #open}: nobody listens at its address. */
  static OpenIdProvider away(Path folder) throws Exception {
    SelfSigned certificate = SelfSigned.in(folder);
    String config =
        """
        {"interactiveLogin": false, "httpServer": {"type": "NettyWrapper", "ssl": {
          "keyPassword": "%1$s", "keystoreFile": "%2$s", "keystoreType": "PKCS12",
          "keystorePassword": "%1$s"}}}
        """
            .formatted(SelfSigned.PASSWORD, certificate.keyStore());
    MockOAuth2Server server = new MockOAuth2Server(OAuth2Config.Companion.fromJson(config));
    try (ServerSocket free = new ServerSocket(0)) {
      return new OpenIdProvider(certificate, server, free.getLocalPort());
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
        certificate.trustStore().toString(),
        "POSTERN_OIDC_TRUSTSTORE_PASSWORD",
        SelfSigned.PASSWORD);
  }

  /** Whoever is sent here next is this one. */
  void next(String subject, Map<String, Object> claims) {
    server.enqueueCallback(
        new DefaultOAuth2TokenCallback(ISSUER, subject, "JWT", List.of("postern"), claims, 300));
  }

  /** For a browser that trusts it. */
  SSLContext trusting() throws GeneralSecurityException, IOException {
    return certificate.trusting();
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
