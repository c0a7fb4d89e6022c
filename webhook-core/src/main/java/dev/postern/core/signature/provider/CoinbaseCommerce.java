package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;

/**
 * Coinbase Commerce: hex HMAC-SHA256 of the body. The outer id changes with every attempt; the
 * event's own id does not.
 *
 * @see <a href="https://docs.cdp.coinbase.com/commerce/docs/webhooks-security">Coinbase Commerce:
 *     securing webhooks</a>
 */
final class CoinbaseCommerce {
  private static final PlainField FIELD = PlainField.of("X-CC-Webhook-Signature", Encoding.HEX);

  private CoinbaseCommerce() {}

  static SignatureScheme scheme() {
    return Recipe.named("coinbase-commerce", "Coinbase Commerce", FIELD, "{body}")
        .event(body("/event/id"), body("/event/type"))
        .secret(SecretForm.UUID)
        .scheme();
  }
}
