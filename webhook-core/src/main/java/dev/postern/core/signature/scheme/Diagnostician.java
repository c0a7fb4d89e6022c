package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.VerificationSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says what most likely went wrong with a refused request, by proving it: a hypothesis counts only
 * when the signature matches under it. Where none does, it says so.
 */
final class Diagnostician {
  private final Recipe recipe;
  private final SignedRequest request;
  private final SecretRing ring;
  private final VerificationSettings settings;
  private final Instant now;

  Diagnostician(
      Recipe recipe,
      SignedRequest request,
      SecretRing ring,
      VerificationSettings settings,
      Instant now) {
    this.recipe = recipe;
    this.request = request;
    this.ring = ring;
    this.settings = settings;
    this.now = now;
  }

  Diagnosis explain(Reason reason) {
    return switch (reason) {
      case NO_SECRET, EMPTY_SECRET -> SecretTrouble.of(reason, ring, now, recipe.proof::usable);
      case MISSING_SIGNATURE ->
          ForeignSignature.of(recipe.provider, request, ring, settings, now)
              .orElseGet(() -> Diagnoses.of(reason));
      case STALE_TIMESTAMP, FUTURE_TIMESTAMP, MALFORMED_TIMESTAMP -> timestamp(reason);
      case BAD_SIGNATURE, MALFORMED_SIGNATURE, UNSUPPORTED_VERSION, MISSING_TIMESTAMP, MISSING_ID ->
          mismatch(reason);
      case DUPLICATE_HEADER,
          BAD_TOKEN,
          BAD_CERTIFICATE,
          CERTIFICATE_UNAVAILABLE,
          DIGEST_MISMATCH,
          INSUFFICIENT_COVERAGE,
          EMPTY_BODY,
          MALFORMED_PAYLOAD,
          BAD_VERIFY_TOKEN,
          ORIGIN_NOT_ALLOWED,
          MALFORMED_HANDSHAKE ->
          Diagnoses.of(reason);
    };
  }

  private Diagnosis timestamp(Reason reason) {
    Stamp stamp = recipe.bodyStamp == null ? recipe.stamp : recipe.bodyStamp;
    String text = new LenientParts(recipe, request).stamp();
    if (stamp == null || text.isEmpty()) {
      return Diagnoses.of(reason);
    }
    return Skew.of(text, stamp.unit(), now, settings.tolerance())
        .orElseGet(() -> Diagnoses.of(reason));
  }

  private Diagnosis mismatch(Reason reason) {
    LenientParts parts = new LenientParts(recipe, request);
    if (!(recipe.proof instanceof HmacProof proof)) {
      return new KeyPairHunt(recipe, request, settings, parts)
          .explain(reason, ring.liveAt(now), expired())
          .orElseGet(() -> Diagnoses.of(reason));
    }
    Trial trial = new Trial(parts.signatures(), recipe.field.encoding());
    MismatchHunt hunt = new MismatchHunt(recipe, proof, request, settings, parts, trial);
    Optional<Diagnosis> found = hunt.underLive(ring.liveAt(now));
    if (found.isEmpty()) {
      found = hunt.underExpired(expired());
    }
    return found.orElseGet(() -> unexplained(reason, trial));
  }

  private List<SecretVersion> expired() {
    return ring.versions().stream().filter(version -> !version.liveAt(now)).toList();
  }

  private Diagnosis unexplained(Reason reason, Trial trial) {
    if (reason != Reason.BAD_SIGNATURE) {
      return Diagnoses.of(reason);
    }
    if (trial.exhausted()) {
      return new Diagnosis(
          "body_too_large_to_explain",
          "The signature matches no live secret; the body is too large to try explanations.");
    }
    return new Diagnosis(
        "other_secret",
        "No live or expired secret of this source made the signature, whatever of the usual may"
            + " have happened to the body. Most likely the sender uses the secret of another"
            + " endpoint or environment (test or live), or the content was changed.");
  }
}
