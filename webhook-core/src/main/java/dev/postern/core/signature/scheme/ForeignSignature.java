package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A request that carries the signature of another provider than the source is set to. */
final class ForeignSignature {
  private static final int LARGEST_BODY = 64 * 1024;

  private ForeignSignature() {}

  /**
   * @param own the provider that the source is set to
   */
  static Optional<Diagnosis> of(
      String own,
      SignedRequest request,
      SecretRing ring,
      VerificationSettings settings,
      Instant now) {
    List<SignatureScheme> present =
        SignatureSchemes.all().stream()
            .filter(scheme -> !scheme.provider().equals(own))
            .filter(scheme -> scheme.signatureHeader().filter(it -> has(request, it)).isPresent())
            .toList();
    if (present.isEmpty()) {
      return Optional.empty();
    }
    Optional<SignatureScheme> proven =
        present.stream()
            .filter(scheme -> request.body().length <= LARGEST_BODY)
            .filter(it -> it.verify(request, ring, settings, now) instanceof Verdict.Accepted)
            .findFirst();
    return Optional.of(
        proven
            .map(scheme ->
                new Diagnosis(
                    "other_provider",
                    "The request is genuinely signed as "
                        + scheme.displayName()
                        + " with this source's secret: set the provider to "
                        + scheme.provider()
                        + "."))
            .orElseGet(() ->
                new Diagnosis(
                    "other_provider",
                    "The request carries no signature of this source's provider but one as of "
                        + names(present)
                        + ".")));
  }

  private static boolean has(SignedRequest request, String header) {
    return request.headers().first(header).filter(value -> !value.isEmpty()).isPresent();
  }

  private static String names(List<SignatureScheme> schemes) {
    return schemes.stream().map(SignatureScheme::displayName).collect(Collectors.joining(" or "));
  }
}
