package dev.postern.outbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postern.core.secret.SecretText;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.send.TlsProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver's TLS asks for. The key is taken and never shown; left out in a patch it stays
 * with its certificate.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TlsBody(
    @Nullable String clientCertificate,
    @Nullable String clientKey,
    @Nullable String caCertificates,
    @Nullable List<@Nullable String> pinnedSha256) {

  static @Nullable TlsBody of(TlsProfile tls) {
    return tls.equals(TlsProfile.RUNTIME)
        ? null
        : new TlsBody(tls.certificates(), null, tls.authorities(), List.copyOf(tls.pins()));
  }

  /** Ranges and fit are judged behind the door. */
  TlsProfile profile(@Nullable EndpointSettings before) {
    TlsProfile stored = before == null ? TlsProfile.RUNTIME : before.access().tls();
    SecretText key = clientKey == null ? null : SecretText.of(clientKey);
    if (key == null
        && clientCertificate != null
        && clientCertificate.equals(stored.certificates())) {
      key = stored.key();
    }
    List<String> pins =
        pinnedSha256 == null ? List.of() : pinnedSha256.stream().map(String::valueOf).toList();
    return new TlsProfile(clientCertificate, key, caCertificates, pins);
  }

  /** Never prints the key. */
  @Override
  public String toString() {
    return "TlsBody";
  }
}
