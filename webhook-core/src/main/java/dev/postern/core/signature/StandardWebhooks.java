package dev.postern.core.signature;

import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.scheme.Ed25519Proof;
import dev.postern.core.signature.scheme.HmacProof;
import dev.postern.core.signature.scheme.KeyForm;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Signs outgoing messages as the Standard Webhooks specification says. Thread-safe.
 *
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">the
 *     specification</a>
 */
public final class StandardWebhooks {
  private static final HmacProof SYMMETRIC = HmacProof.SHA256.keyed(KeyForm.WHSEC);

  private StandardWebhooks() {}

  /**
   * {@code webhook-id}, {@code webhook-timestamp} (unix seconds) and {@code webhook-signature}: one
   * {@code v1,<base64>} for every live secret, newest first, separated by single spaces; {@code
   * v1a,<base64>} (Ed25519) for those that are {@code whsk_} private keys.
   *
   * @param id the event's id, the same for every retry
   * @param timestamp the instant of this attempt
   * @param live the live versions, newest first; each {@code whsec_} or {@code whsk_} and base64
   * @throws IllegalArgumentException without any version, or when one is not such a key
   */
  public static HeaderFields sign(
      String id, Instant timestamp, byte[] body, List<SecretVersion> live) {
    if (live.isEmpty()) {
      throw new IllegalArgumentException("A message is never sent without a live secret.");
    }
    String seconds = Long.toString(timestamp.getEpochSecond());
    byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
    String signatures =
        live.stream()
            .map(version -> entry(List.of(head, body), version.text()))
            .collect(Collectors.joining(" "));
    return HeaderFields.of(
        "webhook-id", id, "webhook-timestamp", seconds, "webhook-signature", signatures);
  }

  private static String entry(List<byte[]> message, SecretText secret) {
    boolean pair = secret.reveal().startsWith("whsk_");
    byte[] signature =
        pair
            ? Ed25519Proof.STANDARD_WEBHOOKS.sign(message, secret)
            : SYMMETRIC.sign(message, secret);
    return (pair ? "v1a," : "v1,") + Base64.getEncoder().encodeToString(signature);
  }

  /** A new {@code whsk_} private key for an Ed25519 endpoint. */
  public static SecretText generateEd25519(SecureRandom random) {
    return Ed25519Proof.STANDARD_WEBHOOKS.generate(random);
  }

  /**
   * The {@code whpk_} public key that receivers verify with.
   *
   * @throws IllegalArgumentException when the text is no {@code whsk_} key made here
   */
  public static SecretText publicKey(SecretText privateKey) {
    return Ed25519Proof.STANDARD_WEBHOOKS.verificationSecret(privateKey);
  }
}
