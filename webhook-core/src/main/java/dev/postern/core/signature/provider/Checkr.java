package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;

/**
 * Checkr: hex HMAC-SHA256 of the body in {@code X-Checkr-Signature}, keyed with an API key. No
 * official code of the digest is known; the transport is documented.
 *
 * @see <a href="https://docs.checkr.com/#section/Webhooks">Checkr: webhooks</a>
 */
final class Checkr {
  private static final PlainField FIELD = PlainField.of("X-Checkr-Signature", Encoding.HEX);

  private Checkr() {}

  static SignatureScheme scheme() {
    return Recipe.named("checkr", "Checkr", FIELD, "{body}")
        .event(body("/id"), body("/type"))
        .scheme();
  }
}
