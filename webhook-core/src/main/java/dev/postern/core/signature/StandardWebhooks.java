package dev.postern.core.signature;

import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs outgoing messages as the Standard Webhooks specification says. Thread-safe.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks">the specification</a>
 */
public final class StandardWebhooks {
  private static final String SYMMETRIC = "whsec_";

  private StandardWebhooks() {}

  /**
   * {@code webhook-id}, {@code webhook-timestamp} (unix seconds) and {@code webhook-signature}: one
   * {@code v1,<base64>} for every live secret, newest first, separated by single spaces.
   *
   * @param id the event's id, the same for every retry
   * @param timestamp the instant of this attempt
   * @param live the live versions, newest first; each {@code whsec_} and base64
   * @throws IllegalArgumentException without any version, or when one is not base64 or is empty
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
            .map(version -> "v1," + digest(key(version.text()), head, body))
            .collect(Collectors.joining(" "));
    return HeaderFields.of(
        "webhook-id", id, "webhook-timestamp", seconds, "webhook-signature", signatures);
  }

  private static byte[] key(SecretText secret) {
    String text = secret.reveal();
    String base64 = text.startsWith(SYMMETRIC) ? text.substring(SYMMETRIC.length()) : text;
    return Base64.getDecoder().decode(base64);
  }

  private static String digest(byte[] key, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(head);
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
    }
  }
}
