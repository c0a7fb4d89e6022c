package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.Reason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Why there is no usable secret. */
final class SecretTrouble {
  private SecretTrouble() {}

  /**
   * @param isKey whether a text is key material of the scheme
   */
  static Diagnosis of(Reason reason, SecretRing ring, Instant now, Predicate<SecretText> isKey) {
    if (reason == Reason.EMPTY_SECRET) {
      List<SecretVersion> live = ring.liveAt(now);
      if (live.stream().map(version -> bare(version.text())).anyMatch(isKey)) {
        return whiteSpace();
      }
      boolean blank = live.stream().allMatch(version -> version.text().isBlank());
      return blank
          ? new Diagnosis("secret_blank", "The configured secret is empty.")
          : new Diagnosis(
              "secret_malformed",
              "The configured secret is not key material as this provider writes it: wrong"
                  + " encoding, cut short, or the secret of another kind of source.");
    }
    return ring.versions().stream()
        .map(SecretVersion::expiresAt)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .map(last ->
            new Diagnosis(
                "all_secrets_expired",
                "Every version of the secret has expired, the last one at " + last + "."))
        .orElseGet(() -> Diagnoses.of(reason));
  }

  /** The expired version under which a refused request would have been proven. */
  static Optional<Diagnosis> expired(
      SecretRing ring, Instant now, Function<List<SecretVersion>, Read<SecretVersion>> proof) {
    List<SecretVersion> dead =
        ring.versions().stream()
            .filter(version -> !version.liveAt(now) && !version.text().isBlank())
            .toList();
    return !dead.isEmpty() && proof.apply(dead) instanceof Read.Got<SecretVersion>(SecretVersion by)
        ? Optional.of(expired(by))
        : Optional.empty();
  }

  /** The live version that would have proven it without the white space pasted around it. */
  static Optional<Diagnosis> padded(
      List<SecretVersion> live,
      Predicate<SecretText> isKey,
      Function<List<SecretVersion>, Read<SecretVersion>> proof) {
    List<SecretVersion> bare =
        live.stream()
            .filter(version -> !isBare(version.text().reveal()))
            .map(SecretTrouble::stripped)
            .filter(version -> isKey.test(version.text()))
            .toList();
    return !bare.isEmpty() && proof.apply(bare) instanceof Read.Got<SecretVersion>
        ? Optional.of(whiteSpace())
        : Optional.empty();
  }

  private static boolean isBare(String text) {
    return text.equals(text.strip());
  }

  private static SecretVersion stripped(SecretVersion version) {
    return new SecretVersion(
        version.id(), bare(version.text()), version.createdAt(), version.expiresAt());
  }

  /** Without the white space around it. */
  static SecretText bare(SecretText secret) {
    return SecretText.of(secret.reveal().strip());
  }

  static Diagnosis whiteSpace() {
    return new Diagnosis(
        "secret_has_white_space",
        "The configured secret has white space around it that does not belong to it.");
  }

  static Diagnosis expired(SecretVersion by) {
    return new Diagnosis(
        "expired_secret",
        "The sender still uses version "
            + by.id()
            + " of the secret, which expired at "
            + by.expiresAt()
            + ".");
  }
}
