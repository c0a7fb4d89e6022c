package dev.postern.outbound.endpoint;

import dev.postern.outbound.send.TlsProfile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the trail may tell of how Postern and a receiver prove themselves to each other: all but
 * passwords, tokens and keys. Certificates are public, and long: their SHA-256 tells them apart.
 *
 * @param auth the word of the API
 */
record ShownAccess(
    String auth,
    @Nullable String username,
    @Nullable String tokenUrl,
    @Nullable String clientId,
    @Nullable String scope,
    @Nullable String audience,
    @Nullable String clientCertificateSha256,
    @Nullable String authoritiesSha256,
    List<String> pins) {

  static ShownAccess of(EndpointAccess access) {
    TlsProfile tls = access.tls();
    return switch (access.auth()) {
      case EndpointAuth.None none -> of("none", null, null, tls);
      case EndpointAuth.Basic basic -> of("basic", basic.username(), null, tls);
      case EndpointAuth.Bearer bearer -> of("bearer", null, null, tls);
      case EndpointAuth.OAuth2 oauth -> of("oauth2", null, oauth, tls);
    };
  }

  private static ShownAccess of(
      String auth, @Nullable String username, EndpointAuth.@Nullable OAuth2 oauth, TlsProfile tls) {
    return new ShownAccess(
        auth,
        username,
        oauth == null ? null : oauth.tokenUrl(),
        oauth == null ? null : oauth.clientId(),
        oauth == null ? null : oauth.scope(),
        oauth == null ? null : oauth.audience(),
        sha256(tls.certificates()),
        sha256(tls.authorities()),
        tls.pins());
  }

  private static @Nullable String sha256(@Nullable String pem) {
    if (pem == null) {
      return null;
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(pem.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
