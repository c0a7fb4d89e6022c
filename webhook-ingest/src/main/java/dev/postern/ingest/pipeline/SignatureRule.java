package dev.postern.ingest.pipeline;

import dev.postern.core.Service;
import dev.postern.core.id.SecretId;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.store.SharedLoads;
import dev.postern.core.vault.RingMoment;
import dev.postern.core.vault.SecretEvidence;
import dev.postern.core.vault.Secrets;
import dev.postern.ingest.batch.EventPart;
import dev.postern.ingest.batch.EventParts;
import dev.postern.ingest.source.LiveSource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;

/** Asks the provider's scheme about the raw bytes and notes which secret proved them. */
@Service
public class SignatureRule {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String CERTIFICATE_RETRY_SECONDS = "30";

  private final Secrets secrets;
  private final SharedLoads<UUID, SecretRing> rings;
  private final BiConsumer<SecretId, Instant> evidence;

  @Inject
  public SignatureRule(Secrets secrets, SecretEvidence evidence, ExecutorService executor) {
    this(secrets, new SharedLoads<>(executor, PATIENCE), evidence::used);
  }

  private SignatureRule(
      Secrets secrets,
      SharedLoads<UUID, SecretRing> rings,
      BiConsumer<SecretId, Instant> evidence) {
    this.secrets = secrets;
    this.rings = rings;
    this.evidence = evidence;
  }

  /** The same, for requests of our own making: that they verify says nothing of a secret's use. */
  SignatureRule withoutEvidence() {
    return new SignatureRule(secrets, rings, (version, at) -> {});
  }

  Judgement judge(LiveSource source, Call call, byte[] body, Instant now) {
    SignedRequest request = new SignedRequest(call.method(), call.url(), call.headers(), body);
    return switch (verdict(source, request, now)) {
      case Verdict.Rejected rejected ->
          new Judgement.Refused(
              new Refusal(
                  RefusalCode.of(rejected.reason()),
                  () -> rejected.reason().code() + ": " + rejected.diagnosis().sentence(),
                  rejected.answer(),
                  headers(rejected.reason())));
      case Verdict.Handshake handshake -> {
        handshake.secretId().ifPresent(id -> used(id, now));
        yield new Judgement.Handshake(handshake.answer());
      }
      case Verdict.Accepted accepted ->
          new Judgement.Verified(
              CopyGuard.apply(source, request, parts(source, request, accepted)),
              RequestProof.of(source.scheme(), request),
              used(accepted.secretId(), now),
              accepted.answer());
    };
  }

  /** A provider that got 4xx may give the event up; here it is to come again. */
  private static HeaderFields headers(Reason reason) {
    return reason == Reason.CERTIFICATE_UNAVAILABLE
        ? HeaderFields.of("Retry-After", CERTIFICATE_RETRY_SECONDS)
        : HeaderFields.of();
  }

  private static List<EventPart> parts(
      LiveSource source, SignedRequest request, Verdict.Accepted accepted) {
    return EventParts.of(
        source.scheme().provider(),
        request.headers().first("Content-Type").orElse(""),
        request.body(),
        accepted.identity());
  }

  /**
   * An event's secret is looked at again when the event is committed. What is answered without that
   * is judged by a ring that knows of every acknowledged change: one that has just been ended must
   * prove nothing more, and one that has just been made must not be unknown.
   */
  private Verdict verdict(LiveSource source, SignedRequest request, Instant now) {
    UUID owner = source.id().uuid();
    RingMoment came = RingMoment.recent();
    SecretRing known = secrets.known(owner).orElseGet(() -> ring(owner, came));
    Verdict verdict = source.scheme().verify(request, known, source.verification(), now);
    if (verdict instanceof Verdict.Accepted) {
      return verdict;
    }
    SecretRing ring = ring(owner, came);
    return ring.equals(known)
        ? verdict
        : source.scheme().verify(request, ring, source.verification(), now);
  }

  /** However many ask, the store is asked a few times a second. */
  private SecretRing ring(UUID owner, RingMoment since) {
    return secrets
        .known(owner, since)
        .orElseGet(() -> {
          SecretRing unused = load(owner);
          // The load that was shared may have begun too early; the next one has not.
          return secrets.known(owner, since).orElseGet(() -> load(owner));
        });
  }

  private SecretRing load(UUID owner) {
    return rings.get(owner, () -> secrets.ring(owner));
  }

  private Optional<SecretId> used(String id, Instant now) {
    Optional<SecretId> secret = SecretId.parse(id);
    secret.ifPresent(version -> evidence.accept(version, now));
    return secret;
  }
}
