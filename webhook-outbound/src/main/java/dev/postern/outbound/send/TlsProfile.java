package dev.postern.outbound.send;

import dev.postern.core.secret.SecretText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one receiver's TLS asks for beyond the rule: TLS 1.2 or newer and a verified host name are
 * not up to it. Immutable; its text never shows the key.
 *
 * @param certificates PEM: Postern's own certificate and those above it; null: none is shown
 * @param key PEM, PKCS #8, unencrypted: the private key of the first of them
 * @param authorities PEM: trusted in place of the Java runtime's; null: the runtime's
 * @param pins base64 of SHA-256 over the public key ({@code SubjectPublicKeyInfo}) of the
 *     receiver's own certificate; one of them must match; empty: any
 */
public record TlsProfile(
    @Nullable String certificates,
    @Nullable SecretText key,
    @Nullable String authorities,
    List<String> pins) {
  /** Nothing special. */
  public static final TlsProfile RUNTIME = new TlsProfile(null, null, null, List.of());

  public TlsProfile {
    pins = List.copyOf(pins);
  }
}
