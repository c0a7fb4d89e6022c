package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.HmacProof;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;

/**
 * Intercom: {@code X-Hub-Signature: sha1=<hex>} over the body, HMAC-SHA1 keyed with the app's
 * client secret.
 *
 * @see <a href="https://developers.intercom.com/docs/webhooks">Intercom: webhooks</a>
 */
final class Intercom {
  private static final PlainField FIELD =
      PlainField.prefixed("X-Hub-Signature", "sha1=", Encoding.HEX);

  private Intercom() {}

  static SignatureScheme scheme() {
    return Recipe.named("intercom", "Intercom", FIELD, "{body}")
        .provenBy(HmacProof.SHA1)
        .event(body("/id"), body("/topic"))
        .secret(SecretForm.UUID)
        .scheme();
  }
}
