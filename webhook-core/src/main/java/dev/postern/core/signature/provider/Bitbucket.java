package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.header;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;

/**
 * Bitbucket Cloud: {@code X-Hub-Signature: sha256=<hex>} over the body. The field name that means
 * SHA-1 elsewhere means SHA-256 here. Without a configured secret there is no such field.
 *
 * @see <a href="https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/">Bitbucket:
 *     manage webhooks</a>
 */
final class Bitbucket {
  private static final PlainField FIELD =
      PlainField.prefixed("X-Hub-Signature", "sha256=", Encoding.HEX);

  private Bitbucket() {}

  static SignatureScheme scheme() {
    return Recipe.named("bitbucket", "Bitbucket Cloud", FIELD, "{body}")
        .event(header("X-Request-UUID"), header("X-Event-Key"))
        .scheme();
  }
}
