package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.header;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;

/**
 * GitHub: {@code X-Hub-Signature-256: sha256=<hex>} over the body. The older SHA-1 field beside it
 * is never looked at. Delivery id and event are header fields and not signed, so a replay may carry
 * another id.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">GitHub:
 *     validating webhook deliveries</a>
 */
final class GitHub {
  private static final PlainField FIELD =
      PlainField.prefixed("X-Hub-Signature-256", "sha256=", Encoding.HEX);

  private GitHub() {}

  static SignatureScheme scheme() {
    return Recipe.named("github", "GitHub", FIELD, "{body}")
        .event(header("X-GitHub-Delivery"), header("X-GitHub-Event"))
        .neverAlike()
        .neverEmpty()
        .notOnlyJson()
        .scheme();
  }
}
