package dev.postern.core.signature;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.scheme.HmacProof;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * The two older outgoing formats that existing receivers check. Both are keyed with the UTF-8 text
 * of the current secret exactly as it was shown, {@code whsec_} included; both refuse a blank one
 * with {@link IllegalArgumentException}. Thread-safe.
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
        "sha256=" + hex(List.of(body), current),
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
        "X-Signature", "sha256=" + hex(List.of(head, body), current), "X-Timestamp", seconds);
  }

  private static String hex(List<byte[]> message, SecretText key) {
    return HexFormat.of().formatHex(HmacProof.SHA256.sign(message, key));
  }
}
