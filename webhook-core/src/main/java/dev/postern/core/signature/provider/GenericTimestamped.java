package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;
import dev.postern.core.signature.scheme.StampUnit;

/**
 * Postern's own timestamped form: {@code X-Signature: sha256=<hex>} over {@code timestamp.body} and
 * {@code X-Timestamp} in unix seconds.
 */
final class GenericTimestamped {
  private static final PlainField FIELD =
      PlainField.prefixed("X-Signature", "sha256=", Encoding.HEX);

  private GenericTimestamped() {}

  static SignatureScheme scheme() {
    return Recipe.named(
            "generic-timestamped", "Generic HMAC with timestamp", FIELD, "{timestamp}.{body}")
        .stampedIn("X-Timestamp", StampUnit.SECONDS)
        .event(body("/id"), body("/type"))
        .secret(SecretForm.HEX)
        .notOnlyJson()
        .scheme();
  }
}
