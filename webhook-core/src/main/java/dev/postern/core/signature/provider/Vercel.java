package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.HmacProof;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;

/**
 * Vercel: hex HMAC-SHA1 of the body in {@code x-vercel-signature}, without a prefix. SHA-1 is the
 * provider's choice; as an HMAC it still holds.
 *
 * @see <a href="https://vercel.com/docs/webhooks/webhooks-api">Vercel: webhooks</a>
 */
final class Vercel {
  private static final PlainField FIELD = PlainField.of("x-vercel-signature", Encoding.HEX);

  private Vercel() {}

  static SignatureScheme scheme() {
    return Recipe.named("vercel", "Vercel", FIELD, "{body}")
        .provenBy(HmacProof.SHA1)
        .event(body("/id"), body("/type"))
        .scheme();
  }
}
