package dev.postern.ingest.source;

import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import java.util.List;

/**
 * Whether a source may go over to another provider with the secrets it has. One that the provider
 * cannot use would silently refuse every request; and a public key, which everybody may know, must
 * never become a shared secret. Pure.
 */
final class ProviderChange {
  private ProviderChange() {}

  /** 422 {@code secret_does_not_fit}. */
  static void require(String from, String to, List<SecretText> live) {
    if (!from.equals(to) && !live.stream().allMatch(secret -> serves(from, to, secret))) {
      throw ProblemException.unprocessable(
          "secret_does_not_fit",
          "/provider",
          "A live secret of this source cannot verify what '"
              + to
              + "' signs: make a new source for that provider.");
    }
  }

  private static boolean serves(String from, String to, SecretText secret) {
    SignatureScheme next = SignatureSchemes.forProvider(to).orElseThrow();
    boolean publicKey =
        SignatureSchemes.forProvider(from).map(SignatureScheme::asymmetric).orElse(false);
    return publicKey == next.asymmetric() && next.canVerifyWith(secret);
  }
}
