package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;

/**
 * Mollie's next-generation webhooks: {@code X-Mollie-Signature}, hex HMAC-SHA256 of the body, with
 * or without {@code sha256=}. Classic webhooks are unsigned forms and are refused.
 *
 * @see <a href="https://docs.mollie.com/reference/webhooks-new">Mollie: webhooks</a>
 */
final class Mollie {
  private static final PlainField FIELD =
      PlainField.prefixed("X-Mollie-Signature", "sha256=", Encoding.HEX).orBare();

  private Mollie() {}

  static SignatureScheme scheme() {
    return Recipe.named("mollie", "Mollie", FIELD, "{body}")
        .event(body("/id"), body("/type"))
        .scheme();
  }
}
