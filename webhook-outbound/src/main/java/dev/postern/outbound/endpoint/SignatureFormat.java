package dev.postern.outbound.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How deliveries to an endpoint are signed; several at once are allowed. */
public enum SignatureFormat {
  /**
   * Standard Webhooks: {@code webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}.
   */
  STANDARD,
  /** {@code X-Webhook-Signature} over the body. */
  X_WEBHOOK,
  /** {@code X-Signature} over {@code timestamp.body}. */
  X_SIGNATURE,
  /** The event laid out as a CloudEvent, signed as {@link #STANDARD}. */
  CLOUDEVENTS;

  /** The word in JSON and in the store. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<SignatureFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
  }

  /** For sentences. */
  public static String words() {
    return Arrays.stream(values()).map(SignatureFormat::word).collect(Collectors.joining(", "));
  }
}
