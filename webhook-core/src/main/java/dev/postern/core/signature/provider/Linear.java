package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.header;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;
import dev.postern.core.signature.scheme.StampUnit;
import java.time.Duration;

/**
 * Linear: hex HMAC-SHA256 of the body in {@code Linear-Signature}. The timestamp that counts is
 * {@code webhookTimestamp} in the signed body, in milliseconds, a minute either way; the header of
 * that name is not signed and is ignored.
 *
 * @see <a href="https://linear.app/developers/webhooks#securing-webhooks">Linear: securing
 *     webhooks</a>
 */
final class Linear {
  private static final PlainField FIELD = PlainField.of("Linear-Signature", Encoding.HEX);

  private Linear() {}

  static SignatureScheme scheme() {
    return Recipe.named("linear", "Linear", FIELD, "{body}")
        .stampedInBody("/webhookTimestamp", StampUnit.MILLISECONDS)
        .within(Duration.ofSeconds(60))
        .neverAlike()
        .event(header("Linear-Delivery"), header("Linear-Event"))
        .secret(SecretForm.alphanumeric(32).after("lin_wh_"))
        .scheme();
  }
}
