package dev.postern.ingest;

import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.vault.SecretInfo;
import java.util.Optional;

/**
 * A new source.
 *
 * @param secret with its value, this once; empty for a source without one
 */
public record CreatedSource(Source source, Optional<SecretInfo> secret) {
  /** Whether it refuses everything until somebody gives it a secret or public key. */
  public boolean needsSecret() {
    return secret.isEmpty()
        && SignatureSchemes.forProvider(source.provider())
            .filter(scheme -> scheme.sharesSecret() || scheme.asymmetric())
            .isPresent();
  }
}
