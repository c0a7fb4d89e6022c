package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;
import static dev.postern.core.signature.scheme.Locator.nowhere;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.NumberedField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;

/**
 * DocuSign Connect: one {@code X-DocuSign-Signature-<n>} for each active key, base64 HMAC-SHA256 of
 * the body. The key looks like base64 but is used as text. Events have no id.
 *
 * @see <a href="https://developers.docusign.com/platform/webhooks/connect/validate/">DocuSign:
 *     validating Connect messages</a>
 */
final class DocuSign {
  private static final NumberedField FIELD =
      new NumberedField("X-DocuSign-Signature-", Encoding.BASE64);

  private DocuSign() {}

  static SignatureScheme scheme() {
    return Recipe.named("docusign", "DocuSign Connect", FIELD, "{body}")
        .event(nowhere(), body("/event"))
        .secret(SecretForm.base64(32))
        .notOnlyJson()
        .scheme();
  }
}
