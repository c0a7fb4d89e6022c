package dev.postern.outbound.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How deliveries to an endpoint are signed; several at once are allowed. */
public enum SignatureFormat {
  /**
   * Standard Webhooks: {@code webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}.
   */
  STANDARD(false),
  /** {@code X-Webhook-Signature} over the body. */
  X_WEBHOOK(true, "x-webhook-signature", "x-webhook-event", "x-webhook-id", "x-webhook-timestamp"),
  /** {@code X-Signature} over {@code timestamp.body}. */
  X_SIGNATURE(true, "x-signature", "x-timestamp"),
  /** The event laid out as a CloudEvent, signed as {@link #STANDARD}. */
  CLOUDEVENTS(false),
  /** What {@link #STANDARD} signs, under Svix's names. */
  SVIX(false, "svix-id", "svix-timestamp", "svix-signature"),
  /** As the endpoint's {@code custom_signature} describes it. */
  CUSTOM(true);

  private final boolean keyedWithText;
  private final List<String> headers;

  SignatureFormat(boolean keyedWithText, String... headers) {
    this.keyedWithText = keyedWithText;
    this.headers = List.of(headers);
  }

  /** The word in JSON and in the store. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the key is the secret's text as it is shown; else what its base64 stands for. */
  public boolean keyedWithText() {
    return keyedWithText;
  }

  /** Whether each live secret signs, side by side; else only the current one does. */
  public boolean carriesSeveral() {
    return switch (this) {
      case STANDARD, CLOUDEVENTS, SVIX -> true;
      case X_WEBHOOK, X_SIGNATURE, CUSTOM -> false;
    };
  }

  /** Its fields in lower case, but for {@code webhook-*}, which are always Postern's own. */
  List<String> headers() {
    return headers;
  }

  public static Optional<SignatureFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
  }

  /** For sentences. */
  public static String words() {
    return Arrays.stream(values()).map(SignatureFormat::word).collect(Collectors.joining(", "));
  }
}
