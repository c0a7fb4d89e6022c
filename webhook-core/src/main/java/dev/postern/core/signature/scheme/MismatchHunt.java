package dev.postern.core.signature.scheme;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.VerificationSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes through the usual ways in which a signature comes to differ; the likeliest first. */
record MismatchHunt(
    Recipe recipe,
    HmacProof proof,
    SignedRequest request,
    VerificationSettings settings,
    LenientParts parts,
    Trial trial) {

  private static final byte[] EMPTY_KEY = {0}; // HMAC pads keys with zeros: this is the empty key

  Optional<Diagnosis> underLive(List<SecretVersion> live) {
    for (SecretVersion version : live) {
      Optional<Diagnosis> found =
          asIs(version.text())
              .or(() -> keys(version.text()))
              .or(() -> urls(version.text()))
              .or(() -> templates(version.text()))
              .or(() -> algorithms(version.text()))
              .or(() -> bodies(version.text()));
      if (found.isPresent()) {
        return found;
      }
    }
    return matches(EMPTY_KEY, message(request.body()))
        ? Optional.of(
            new Diagnosis(
                "sender_has_no_secret",
                "The sender signed with an empty secret: none is configured on its side."))
        : Optional.empty();
  }

  Optional<Diagnosis> underExpired(List<SecretVersion> expired) {
    return expired.stream()
        .filter(version -> matches(proof.keyForm().bytes(version.text()), message(request.body())))
        .findFirst()
        .map(SecretTrouble::expired);
  }

  /** Everything right but the way it is written. */
  private Optional<Diagnosis> asIs(SecretText secret) {
    return trial
        .spelled(proof.algorithm(), proof.keyForm().bytes(secret), message(request.body()))
        .map(spelling ->
            trial
                .misspelled(spelling)
                .orElseGet(() ->
                    new Diagnosis(
                        "prefix_missing",
                        "The digest is right, but the prefix, version or separator around"
                            + " it is not as this scheme writes it.")));
  }

  private Optional<Diagnosis> keys(SecretText secret) {
    String text = secret.reveal();
    String bare = text.startsWith("whsec_") ? text.substring("whsec_".length()) : text;
    Map<String, byte[]> readings = new LinkedHashMap<>();
    readings.put("as text, whsec_ included", text.getBytes(UTF_8));
    readings.put("as text, without whsec_", bare.getBytes(UTF_8));
    readings.put("decoded from base64", KeyForm.WHSEC.bytes(secret));
    readings.put("decoded from hex", KeyForm.HEX.bytes(secret));
    if (!text.equals(text.strip()) && matches(key(SecretTrouble.bare(secret)), message())) {
      return Optional.of(SecretTrouble.whiteSpace());
    }
    return readings.entrySet().stream()
        .filter(reading -> matches(reading.getValue(), message()))
        .findFirst()
        .map(reading ->
            new Diagnosis(
                "secret_read_differently",
                "The sender uses the same secret but reads it "
                    + reading.getKey()
                    + ", which this scheme does not."));
  }

  private Optional<Diagnosis> urls(SecretText secret) {
    if (!recipe.template.has("url")) {
      return Optional.empty();
    }
    String url = SignedUrl.of(request, settings);
    List<String> others =
        List.of(
            request.url(),
            url.replaceFirst("^https:", "http:"),
            url.replaceFirst("^http:", "https:"),
            url.endsWith("/") ? url.substring(0, url.length() - 1) : url + "/",
            url.replaceFirst("\\?.*$", ""));
    return others.stream()
        .filter(other -> matches(key(secret), message(recipe.template, request.body(), other)))
        .findFirst()
        .map(other ->
            new Diagnosis(
                "url_differs",
                "The sender signed for " + other + ", and " + url + " was expected."));
  }

  private Optional<Diagnosis> templates(SecretText secret) {
    for (String other :
        List.of(
            "{body}",
            "{timestamp}.{body}",
            "{timestamp}{body}",
            "{timestamp}:{body}",
            "{id}.{timestamp}.{body}",
            "v0:{timestamp}:{body}")) {
      boolean stamped = !parts.stamp().isEmpty() || !other.contains("{timestamp}");
      if (stamped
          && !other.equals(recipe.template.toString())
          && matches(key(secret), message(Template.parse(other), request.body(), request.url()))) {
        return Optional.of(
            new Diagnosis(
                "signs_something_else",
                "The sender signed " + other + ", and this scheme signs " + recipe.template + "."));
      }
    }
    return Optional.empty();
  }

  private Optional<Diagnosis> algorithms(SecretText secret) {
    return List.of("HmacSHA256", "HmacSHA1", "HmacSHA512").stream()
        .filter(other -> !other.equals(proof.algorithm()))
        .filter(other -> trial.spelled(other, key(secret), message()).isPresent())
        .findFirst()
        .map(other ->
            new Diagnosis(
                "other_algorithm",
                "The sender used " + other + ", and this scheme uses " + proof.algorithm() + "."));
  }

  private Optional<Diagnosis> bodies(SecretText secret) {
    for (Map.Entry<byte[], String> variant : BodyVariants.of(request.body()).entrySet()) {
      if (trial.exhausted()) {
        break;
      }
      if (matches(key(secret), message(variant.getKey()))) {
        return Optional.of(
            new Diagnosis(variant.getValue(), BodyTrouble.sentence(variant.getValue())));
      }
    }
    return Optional.empty();
  }

  private boolean matches(byte[] key, List<byte[]> message) {
    return trial.spelled(proof.algorithm(), key, message).isPresent();
  }

  private byte[] key(SecretText secret) {
    return proof.keyForm().bytes(secret);
  }

  private List<byte[]> message() {
    return message(request.body());
  }

  private List<byte[]> message(byte[] body) {
    return message(recipe.template, body, SignedUrl.of(request, settings));
  }

  private List<byte[]> message(Template template, byte[] body, String url) {
    return template.render(
        new Template.Values(parts.stamp(), parts.id(), request, recipe.signedUrl.apply(url), body));
  }
}
