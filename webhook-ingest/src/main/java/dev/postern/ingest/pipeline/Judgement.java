package dev.postern.ingest.pipeline;

import dev.postern.core.id.SecretId;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.ProviderAnswer;
import java.util.Optional;

/** What became of one request. */
public sealed interface Judgement {
  /** Not an event: answer it and record nothing. */
  record Handshake(ProviderAnswer answer) implements Judgement {}

  record Refused(Refusal refusal) implements Judgement {}

  /** Genuine and well-formed: to be committed. */
  @SuppressWarnings("ArrayRecordComponent") // raw bytes are the point; they are never compared
  record Verified(
      EventIdentity identity,
      byte[] body,
      Optional<SecretId> verifiedBy,
      Optional<ProviderAnswer> answer)
      implements Judgement {}
}
