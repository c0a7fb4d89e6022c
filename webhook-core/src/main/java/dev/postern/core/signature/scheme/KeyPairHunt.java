package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.VerificationSettings;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Explains a signature of a key pair that no live public key verifies: the usual ways, each proven
 * by verifying under it. Bounded in bodies and candidates, since a verification costs more than a
 * digest.
 */
record KeyPairHunt(
    Recipe recipe, SignedRequest request, VerificationSettings settings, LenientParts parts) {

  private static final int LARGEST_BODY = 256 * 1024;
  private static final int MOST_CANDIDATES = 4;
  private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9+/]{64,}={0,2}");

  Optional<Diagnosis> explain(
      Reason reason, List<SecretVersion> live, List<SecretVersion> expired) {
    if (request.body().length > LARGEST_BODY) {
      return reason == Reason.BAD_SIGNATURE
          ? Optional.of(
              new Diagnosis(
                  "body_too_large_to_explain",
                  "The signature matches no live key; the body is too large to try explanations."))
          : Optional.empty();
    }
    if (recipe.field.read(request.headers()) instanceof Read.Got<Claim>(Claim claim)
        && claim.digests().size() > HeaderScheme.MOST_SIGNATURES) {
      return Optional.of(
          new Diagnosis(
              "too_many_signatures",
              "The request carries %d signatures, and at most %d are looked at."
                  .formatted(claim.digests().size(), HeaderScheme.MOST_SIGNATURES)));
    }
    return spelling(live)
        .or(() ->
            BodyTrouble.proven(request.body(), body -> by(live, body, encoding()).isPresent()))
        .or(() -> by(expired, request.body(), encoding()).map(SecretTrouble::expired))
        .or(() -> reason == Reason.BAD_SIGNATURE ? Optional.of(otherKey()) : Optional.empty());
  }

  /** Everything right but the way it is written. */
  private Optional<Diagnosis> spelling(List<SecretVersion> live) {
    boolean hexDue = encoding() != Encoding.BASE64;
    if (by(live, request.body(), encoding()).isPresent()) {
      return Optional.of(
          new Diagnosis(
              "prefix_missing",
              "The signature is right, but the prefix, version or separator around it is not as"
                  + " this scheme writes it."));
    }
    Encoding other = hexDue ? Encoding.BASE64 : Encoding.HEX_ANY_CASE;
    return by(live, request.body(), other)
        .map(version ->
            hexDue
                ? new Diagnosis(
                    "base64_instead_of_hex",
                    "The signature is right but written in base64; this scheme writes hex.")
                : new Diagnosis(
                    "hex_instead_of_base64",
                    "The signature is right but written in hex; this scheme writes base64."));
  }

  private static Diagnosis otherKey() {
    return new Diagnosis(
        "other_secret",
        "No live or expired public key of this source verifies the signature, whatever of the"
            + " usual may have happened to the body. Most likely the key is that of another"
            + " application, endpoint or environment, or the content was changed.");
  }

  /** The version whose key verifies one of the candidates over {@code body}. */
  private Optional<SecretVersion> by(List<SecretVersion> versions, byte[] body, Encoding written) {
    String url = recipe.signedUrl.apply(SignedUrl.of(request, settings));
    List<byte[]> message =
        recipe.template.render(new Template.Values(parts.stamp(), parts.id(), request, url, body));
    List<String> candidates = candidates();
    return versions.stream()
        .filter(version ->
            recipe
                .proof
                .over(message, version.text(), written)
                .filter(candidates.stream()::anyMatch)
                .isPresent())
        .findFirst();
  }

  private List<String> candidates() {
    return parts.signatures().stream()
        .flatMap(value -> SIGNATURE.matcher(value).results())
        .map(MatchResult::group)
        .limit(MOST_CANDIDATES)
        .toList();
  }

  private Encoding encoding() {
    return recipe.field.encoding();
  }
}
