package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import java.util.List;
import java.util.Optional;

/**
 * Why a digest that stands in a body is not that of its message, as far as it can be proven.
 *
 * @param digest as it stands in the body
 */
public record DigestTrouble(
    KeyForm due, Encoding encoding, String digest, List<byte[]> message, List<SecretVersion> live) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] EMPTY_KEY = {0}; // HMAC pads keys with zeros: this is the empty key

  /** Empty when no usual mistake explains it. */
  public Optional<Diagnosis> explain() {
    Trial trial = new Trial(List.of(digest), encoding);
    for (SecretVersion version : live) {
      Optional<Diagnosis> found =
          trial
              .spelled(ALGORITHM, due.bytes(version.text()), message)
              .flatMap(trial::misspelled)
              .or(() -> otherReading(trial, version));
      if (found.isPresent()) {
        return found;
      }
    }
    return trial
        .spelled(ALGORITHM, EMPTY_KEY, message)
        .map(spelling ->
            new Diagnosis(
                "sender_has_no_secret",
                "The sender signed with an empty secret: none is configured on its side."));
  }

  private Optional<Diagnosis> otherReading(Trial trial, SecretVersion version) {
    String text = version.text().reveal();
    if (!text.equals(text.strip())
        && trial
            .spelled(ALGORITHM, due.bytes(SecretTrouble.bare(version.text())), message)
            .isPresent()) {
      return Optional.of(SecretTrouble.whiteSpace());
    }
    for (KeyForm reading : KeyForm.values()) {
      if (reading != due
          && trial.spelled(ALGORITHM, reading.bytes(version.text()), message).isPresent()) {
        return Optional.of(
            new Diagnosis(
                "secret_read_differently",
                "The sender uses the same secret but reads it "
                    + reading.words()
                    + ", and this scheme reads it "
                    + due.words()
                    + "."));
      }
    }
    return Optional.empty();
  }
}
