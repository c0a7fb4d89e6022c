package dev.postern.core.signature;

import java.util.Optional;

/** The outcome of judging one request. Nothing else ever comes out of a scheme. */
public sealed interface Verdict {

  /**
   * Genuine.
   *
   * @param secretId the secret version that matched
   * @param answer the 2xx answer that the provider demands, for duplicates too
   */
  record Accepted(String secretId, EventIdentity identity, Optional<ProviderAnswer> answer)
      implements Verdict {}

  /**
   * Not an event but a question of the provider's; answer it and record nothing.
   *
   * @param secretId the version that proved it, where the provider makes that possible
   */
  record Handshake(Optional<String> secretId, ProviderAnswer answer) implements Verdict {}

  /**
   * Refused.
   *
   * @param diagnosis for operators only
   * @param answer the answer that the provider demands in place of a problem, such as Xero's empty
   *     401
   */
  record Rejected(Reason reason, Diagnosis diagnosis, Optional<ProviderAnswer> answer)
      implements Verdict {}
}
