package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.firstOf;
import static dev.postern.core.signature.scheme.Locator.header;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.Locator;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;

/**
 * Shopify: base64 HMAC-SHA256 of the body, keyed with the app's client secret. For up to an hour
 * after the client secret changed the old one may still sign: rotate with an overlap. The Events
 * product signs in the same way in fields of the same names without {@code X-}; some of its
 * requests have no webhook id and go by {@code Shopify-Event-Id}.
 *
 * @see <a href="https://shopify.dev/docs/apps/build/webhooks/subscribe/https">Shopify: webhooks
 *     over HTTPS</a>
 */
final class Shopify {
  private Shopify() {}

  static SignatureScheme scheme() {
    Locator event = firstOf(header("Shopify-Webhook-Id"), header("Shopify-Event-Id"));
    return family("X-Shopify-", header("X-Shopify-Webhook-Id"))
        .or(family("Shopify-", event))
        .scheme();
  }

  private static Recipe family(String prefix, Locator id) {
    PlainField field = PlainField.of(prefix + "Hmac-Sha256", Encoding.BASE64);
    return Recipe.named("shopify", "Shopify", field, "{body}")
        .event(id, header(prefix + "Topic"))
        .secret(SecretForm.SHORT_HEX.after("shpss_"))
        .neverEmpty();
  }
}
