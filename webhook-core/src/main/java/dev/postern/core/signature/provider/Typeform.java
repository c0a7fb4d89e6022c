package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;

/**
 * Typeform: {@code Typeform-Signature: sha256=<base64>} over the body: base64 behind the prefix
 * that introduces hex elsewhere.
 *
 * @see <a href="https://www.typeform.com/developers/webhooks/secure-your-webhooks/">Typeform:
 *     secure your webhooks</a>
 */
final class Typeform {
  private static final PlainField FIELD =
      PlainField.prefixed("Typeform-Signature", "sha256=", Encoding.BASE64);

  private Typeform() {}

  static SignatureScheme scheme() {
    return Recipe.named("typeform", "Typeform", FIELD, "{body}")
        .event(body("/event_id"), body("/event_type"))
        .scheme();
  }
}
