package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;
import static dev.postern.core.signature.scheme.Locator.nowhere;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.HmacProof;
import dev.postern.core.signature.scheme.KeyForm;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;

/**
 * Adyen's platform webhooks: base64 HMAC-SHA256 of the whole body in {@code HmacSignature}, keyed
 * with the hex-decoded key. They carry no event id.
 *
 * @see <a
 *     href="https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures/">Adyen:
 *     verify HMAC signatures</a>
 */
final class AdyenPlatform {
  private static final PlainField FIELD = PlainField.of("HmacSignature", Encoding.BASE64);

  private AdyenPlatform() {}

  static SignatureScheme scheme() {
    return Recipe.named("adyen-platform", "Adyen for Platforms", FIELD, "{body}")
        .provenBy(HmacProof.SHA256.keyed(KeyForm.HEX))
        .event(nowhere(), body("/type"))
        .secret(SecretForm.HEX)
        .scheme();
  }
}
