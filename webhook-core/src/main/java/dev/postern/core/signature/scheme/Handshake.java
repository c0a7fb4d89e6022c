package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.SignedRequest;
import java.util.Optional;

/** Tells a proven request that only asks a question from an event, and answers it. */
@FunctionalInterface
public interface Handshake {

  /** The answer, or empty when the request is an event. */
  Optional<ProviderAnswer> answer(SignedRequest proven, SecretText provenBy);

  static Handshake never() {
    return (proven, provenBy) -> Optional.empty();
  }
}
