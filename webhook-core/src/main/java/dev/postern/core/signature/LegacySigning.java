package dev.postern.core.signature;

import dev.postern.core.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The two older outgoing formats that existing receivers check. Both are keyed with the UTF-8 text
 * of the current secret exactly as it was shown, {@code whsec_} included. Thread-safe.
 */
public final class LegacySigning {
  private LegacySigning() {}

  /**
   * {@code x_webhook}: {@code X-Webhook-Signature: sha256=<hex over the body>} with the event's
   * type, id and unix seconds beside it, which are not signed.
   */
  public static HeaderFields xWebhook(
      String id, String eventType, Instant timestamp, byte[] body, SecretText current) {
    return HeaderFields.of(
        "X-Webhook-Signature",
        "sha256=" + hex(current, new byte[0], body),
        "X-Webhook-Event",
        eventType,
        "X-Webhook-ID",
        id,
        "X-Webhook-Timestamp",
        Long.toString(timestamp.getEpochSecond()));
  }

  /** {@code x_signature}: {@code X-Signature: sha256=<hex over "timestamp.body">}, unix seconds. */
  public static HeaderFields xSignature(Instant timestamp, byte[] body, SecretText current) {
    String seconds = Long.toString(timestamp.getEpochSecond());
    byte[] head = (seconds + ".").getBytes(StandardCharsets.US_ASCII);
    return HeaderFields.of(
        "X-Signature", "sha256=" + hex(current, head, body), "X-Timestamp", seconds);
  }

  private static String hex(SecretText key, byte[] head, byte[] body) {
    if (key.isBlank()) {
      throw new IllegalArgumentException("A message is never signed with an empty secret.");
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.utf8(), "HmacSHA256"));
      mac.update(head);
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
    }
  }
}
