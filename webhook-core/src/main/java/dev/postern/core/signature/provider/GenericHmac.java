package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;

/**
 * Postern's own plain form: {@code X-Webhook-Signature} over the body, hex HMAC-SHA256, with or
 * without {@code sha256=} before it. It has no timestamp, so only the event id stops a replay.
 */
final class GenericHmac {
  private static final PlainField FIELD =
      PlainField.prefixed("X-Webhook-Signature", "sha256=", Encoding.HEX).orBare();

  private GenericHmac() {}

  static SignatureScheme scheme() {
    return recipe("generic-hmac", "Generic HMAC").scheme();
  }

  /** The same rules under the key that says it writes the prefix. */
  static SignatureScheme prefixed() {
    return recipe("generic-hmac-prefixed", "Generic HMAC with sha256=").scheme();
  }

  private static Recipe recipe(String provider, String displayName) {
    return Recipe.named(provider, displayName, FIELD, "{body}")
        .event(body("/id"), body("/type"))
        .secret(SecretForm.HEX)
        .notOnlyJson();
  }
}
