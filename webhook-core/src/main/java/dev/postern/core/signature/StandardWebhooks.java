package dev.postern.core.signature;

import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.scheme.HmacProof;
import dev.postern.core.signature.scheme.KeyForm;
import java.nio.charset.StandardCharsets;
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
   * {@code v1,<base64>} for every live secret, newest first, separated by single spaces.
   *
   * @param id the event's id, the same for every retry
   * @param timestamp the instant of this attempt
   * @param live the live versions, newest first; each {@code whsec_} and base64
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
            .map(version -> SYMMETRIC.sign(List.of(head, body), version.text()))
            .map(digest -> "v1," + Base64.getEncoder().encodeToString(digest))
            .collect(Collectors.joining(" "));
    return HeaderFields.of(
        "webhook-id", id, "webhook-timestamp", seconds, "webhook-signature", signatures);
  }
}
