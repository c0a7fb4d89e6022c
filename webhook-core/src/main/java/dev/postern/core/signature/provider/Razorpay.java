package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;
import static dev.postern.core.signature.scheme.Locator.header;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;

/**
 * Razorpay: hex HMAC-SHA256 of the body in {@code X-Razorpay-Signature}.
 *
 * @see <a href="https://razorpay.com/docs/webhooks/validate-test/">Razorpay: validate webhooks</a>
 */
final class Razorpay {
  private static final PlainField FIELD = PlainField.of("X-Razorpay-Signature", Encoding.HEX);

  private Razorpay() {}

  static SignatureScheme scheme() {
    return Recipe.named("razorpay", "Razorpay", FIELD, "{body}")
        .event(header("x-razorpay-event-id"), body("/event"))
        .scheme();
  }
}
