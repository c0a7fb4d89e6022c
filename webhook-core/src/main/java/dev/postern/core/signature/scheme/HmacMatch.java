package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Reason;
import java.util.List;

/** One encoded digest against every live secret. */
public final class HmacMatch {
  private HmacMatch() {}

  /** The version under which {@code digest} is the HMAC of {@code message}. */
  public static Read<SecretVersion> of(
      HmacProof proof,
      Encoding encoding,
      List<byte[]> message,
      String digest,
      List<SecretVersion> live) {
    if (!encoding.wellFormed(digest)) {
      return new Read.Refused<>(Reason.MALFORMED_SIGNATURE);
    }
    return Read.of(
        live.stream()
            .filter(it ->
                proof
                    .over(message, it.text(), encoding)
                    .filter(test -> test.test(digest))
                    .isPresent())
            .findFirst(),
        Reason.BAD_SIGNATURE);
  }
}
