package dev.postern.core.signature.httpsig;

import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.core.signature.scheme.BodyTrouble;
import dev.postern.core.signature.scheme.KeyForm;
import dev.postern.core.signature.scheme.Protocol;
import dev.postern.core.signature.scheme.Read;
import dev.postern.core.signature.scheme.SignedUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What most likely went wrong with a message signature, for operators. */
record SignatureTrouble(OneSignature one, Set<String> required) {

  Optional<Diagnosis> explain(Reason reason) {
    return switch (reason) {
      case INSUFFICIENT_COVERAGE ->
          diagnosis(
              "not_covered",
              "The signature does not cover "
                  + String.join(", ", one.uncovered(required))
                  + ", which this source requires (required_components).");
      case BAD_SIGNATURE -> mismatch();
      case DIGEST_MISMATCH -> {
        SignedRequest request = one.it().request();
        yield BodyTrouble.proven(
            request.body(), body -> ContentDigest.matches(request.headers(), body));
      }
      case STALE_TIMESTAMP ->
          one.number("expires")
              .filter(at -> one.it().now().getEpochSecond() > at)
              .flatMap(at ->
                  diagnosis(
                      "signature_expired",
                      "The signature expired at " + Instant.ofEpochSecond(at) + " by itself."));
      default -> Optional.empty();
    };
  }

  private Optional<Diagnosis> mismatch() {
    List<String> absent = one.absent();
    if (!absent.isEmpty()) {
      return diagnosis(
          "component_missing",
          "The signature covers "
              + String.join(", ", absent)
              + ", which this request does not have: a proxy removed it, or it is of a kind that"
              + " is not understood.");
    }
    String keyId = one.it().settings().configured("key_id");
    Optional<String> named = one.text("keyid");
    if (keyId != null && named.isPresent() && !named.get().equals(keyId)) {
      return diagnosis(
          "other_key",
          "The signature names the key " + named.get() + ", and " + keyId + " is configured.");
    }
    return algorithm().or(this::url).or(this::reading);
  }

  /** Hex and many other texts are base64 too, of other bytes than were meant. */
  private Optional<Diagnosis> reading() {
    Optional<String> base = one.base();
    return base.isEmpty()
        ? Optional.empty()
        : Stream.of(KeyForm.HEX, KeyForm.TEXT)
            .filter(form ->
                one.it().live().stream()
                    .flatMap(version -> SignatureKey.shared(version.text(), form).stream())
                    .anyMatch(key -> key.verifies(SignatureKey.HMAC, base.get(), one.signature())))
            .findFirst()
            .flatMap(form ->
                diagnosis(
                    "secret_read_differently",
                    "The sender uses the same secret but reads it "
                        + form.words()
                        + ", and this scheme reads it decoded from base64."));
  }

  private Optional<Diagnosis> algorithm() {
    String alg = one.it().settings().configured("alg");
    List<String> known =
        one.it().live().stream()
            .flatMap(version -> SignatureKey.toVerify(version.text(), alg).stream())
            .flatMap(key -> key.algorithms().stream())
            .toList();
    return one.text("alg")
        .filter(claimed -> !known.contains(claimed))
        .flatMap(claimed ->
            diagnosis(
                "other_algorithm",
                "The signature is made with " + claimed + ", and the key is for " + known + "."));
  }

  private Optional<Diagnosis> url() {
    Protocol.Case it = one.it();
    String expected = SignedUrl.of(it.request(), it.settings());
    return Stream.of(
            it.request().url(),
            expected.replaceFirst("^https:", "http:"),
            expected.replaceFirst("^http:", "https:"))
        .filter(url -> !url.equals(expected) && proves(it, url))
        .findFirst()
        .flatMap(url ->
            diagnosis(
                "url_differs",
                "The sender signed for " + url + ", and " + expected + " was expected."));
  }

  private boolean proves(Protocol.Case it, String url) {
    SignedRequest request = it.request();
    VerificationSettings settings = it.settings().withPublicUrl("");
    SignedRequest there =
        new SignedRequest(request.method(), url, request.headers(), request.body());
    Protocol.Case other = new Protocol.Case(there, it.live(), settings, it.now());
    return new OneSignature(other, one.covered(), one.signature()).prove(required)
        instanceof Read.Got;
  }

  private static Optional<Diagnosis> diagnosis(String code, String sentence) {
    return Optional.of(new Diagnosis(code, sentence));
  }
}
