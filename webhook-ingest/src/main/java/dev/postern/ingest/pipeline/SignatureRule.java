package dev.postern.ingest.pipeline;

import dev.postern.core.Service;
import dev.postern.core.id.SecretId;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.vault.SecretEvidence;
import dev.postern.core.vault.Secrets;
import dev.postern.ingest.batch.EventParts;
import dev.postern.ingest.source.LiveSource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Asks the provider's scheme about the raw bytes and notes which secret proved them. */
@Service
public class SignatureRule {
  private final Secrets secrets;
  private final SecretEvidence evidence;

  @Inject
  public SignatureRule(Secrets secrets, SecretEvidence evidence) {
    this.secrets = secrets;
    this.evidence = evidence;
  }

  Judgement judge(LiveSource source, Call call, byte[] body, Instant now) {
    SignedRequest request = new SignedRequest(call.method(), call.url(), call.headers(), body);
    Verdict verdict =
        source
            .scheme()
            .verify(request, secrets.ring(source.id().uuid()), source.verification(), now);
    return switch (verdict) {
      case Verdict.Rejected rejected ->
          new Judgement.Refused(
              new Refusal(
                  RefusalCode.of(rejected.reason()),
                  () -> rejected.reason().code() + ": " + rejected.diagnosis().sentence(),
                  rejected.answer(),
                  HeaderFields.of()));
      case Verdict.Handshake handshake -> {
        handshake.secretId().ifPresent(id -> used(id, now));
        yield new Judgement.Handshake(handshake.answer());
      }
      case Verdict.Accepted accepted ->
          new Judgement.Verified(
              EventParts.of(
                  source.scheme().provider(),
                  call.headers().first("Content-Type").orElse(""),
                  body,
                  accepted.identity()),
              RequestProof.of(source.scheme(), request),
              used(accepted.secretId(), now),
              accepted.answer());
    };
  }

  private Optional<SecretId> used(String id, Instant now) {
    Optional<SecretId> secret = SecretId.parse(id);
    secret.ifPresent(version -> evidence.used(version, now));
    return secret;
  }
}
