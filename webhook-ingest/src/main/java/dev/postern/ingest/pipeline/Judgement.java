package dev.postern.ingest.pipeline;

import dev.postern.core.id.SecretId;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.batch.EventPart;
import java.util.List;
import java.util.Optional;

/** What became of one request. */
public sealed interface Judgement {
  /** Not an event: answer it and record nothing. */
  record Handshake(ProviderAnswer answer) implements Judgement {}

  record Refused(Refusal refusal) implements Judgement {}

  /**
   * Genuine and well-formed: to be committed.
   *
   * @param parts the events it carries, at least one
   * @param proof SHA-256 of what proved it: the same proof again is a repetition of this request
   */
  @SuppressWarnings("ArrayRecordComponent") // raw bytes are the point; they are never compared
  record Verified(
      List<EventPart> parts,
      byte[] proof,
      Optional<SecretId> verifiedBy,
      Optional<ProviderAnswer> answer)
      implements Judgement {}
}
