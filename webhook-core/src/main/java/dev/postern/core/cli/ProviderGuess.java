package dev.postern.core.cli;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whose request it seems to be: the provider under which it is genuine, else one whose signature
 * field it carries, else one that finds a signature in its body.
 *
 * @param because what gave it away
 */
record ProviderGuess(SignatureScheme scheme, String because) {

  private record Candidate(SignatureScheme scheme, int rank, boolean field) {}

  /** Empty when nothing tells. */
  static Optional<ProviderGuess> of(
      SignedRequest request, SecretRing ring, VerificationSettings settings, Instant now) {
    List<Candidate> candidates =
        SignatureSchemes.all().stream()
            .map(scheme -> candidate(scheme, request, ring, settings, now))
            .filter(candidate -> candidate.rank > 0)
            .sorted(Comparator.comparingInt(Candidate::rank).reversed())
            .toList();
    return candidates.stream().findFirst().map(best -> new ProviderGuess(best.scheme, why(best)));
  }

  private static Candidate candidate(
      SignatureScheme scheme,
      SignedRequest request,
      SecretRing ring,
      VerificationSettings settings,
      Instant now) {
    boolean field =
        scheme.signatureHeader().filter(it -> request.headers().first(it).isPresent()).isPresent();
    Verdict verdict =
        scheme.verify(request, ring, settings.withTolerance(scheme.defaultTolerance()), now);
    int rank =
        switch (verdict) {
          case Verdict.Accepted ignored -> 100;
          case Verdict.Handshake handshake -> handshake.secretId().isPresent() ? 100 : 5;
          case Verdict.Rejected rejected -> rank(rejected.reason(), field);
        };
    return new Candidate(scheme, rank + (rank > 0 ? telltale(scheme, request) : 0), field);
  }

  private static int rank(Reason reason, boolean field) {
    return switch (reason) {
      case STALE_TIMESTAMP, FUTURE_TIMESTAMP, DIGEST_MISMATCH, EMPTY_BODY -> 90;
      case NO_SECRET, EMPTY_SECRET, MISSING_SIGNATURE, UNSUPPORTED_VERSION -> field ? 20 : 0;
      case BAD_SIGNATURE, BAD_CERTIFICATE, CERTIFICATE_UNAVAILABLE, INSUFFICIENT_COVERAGE ->
          field ? 40 : 30;
      case MALFORMED_SIGNATURE,
          MISSING_TIMESTAMP,
          MALFORMED_TIMESTAMP,
          MISSING_ID,
          DUPLICATE_HEADER,
          BAD_TOKEN ->
          field ? 35 : 0;
      case MALFORMED_PAYLOAD, BAD_VERIFY_TOKEN, ORIGIN_NOT_ALLOWED, MALFORMED_HANDSHAKE -> 0;
    };
  }

  /** Providers share field names; most of them leave their own name somewhere else too. */
  private static int telltale(SignatureScheme scheme, SignedRequest request) {
    String stem = scheme.provider().replaceFirst("-.*", "");
    return request.headers().entries().stream()
            .anyMatch(field ->
                field.getKey().toLowerCase(Locale.ROOT).contains(stem)
                    || (field.getKey().equalsIgnoreCase("User-Agent")
                        && field.getValue().toLowerCase(Locale.ROOT).contains(stem)))
        ? 3
        : 0;
  }

  private static String why(Candidate best) {
    return best.rank >= 90
        ? "its signature fits the secret"
        : best.field
            ? "the field " + best.scheme.signatureHeader().orElse("")
            : "the signature in its body";
  }
}
