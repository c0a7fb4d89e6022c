package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.header;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;

/**
 * Shopify: base64 HMAC-SHA256 of the body, keyed with the app's client secret. For up to an hour
 * after the client secret changed the old one may still sign: rotate with an overlap.
 *
 * @see <a href="https://shopify.dev/docs/apps/build/webhooks/subscribe/https">Shopify: webhooks
 *     over HTTPS</a>
 */
final class Shopify {
  private static final PlainField FIELD = PlainField.of("X-Shopify-Hmac-Sha256", Encoding.BASE64);

  private Shopify() {}

  static SignatureScheme scheme() {
    return Recipe.named("shopify", "Shopify", FIELD, "{body}")
        .event(header("X-Shopify-Webhook-Id"), header("X-Shopify-Topic"))
        .neverEmpty()
        .scheme();
  }
}
