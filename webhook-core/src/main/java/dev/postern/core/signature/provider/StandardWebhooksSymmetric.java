package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;
import static dev.postern.core.signature.scheme.Locator.header;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.HmacProof;
import dev.postern.core.signature.scheme.KeyForm;
import dev.postern.core.signature.scheme.Locator;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;
import dev.postern.core.signature.scheme.StampUnit;
import dev.postern.core.signature.scheme.VersionedField;

/**
 * Standard Webhooks with a shared secret; Svix, which is the same under its own header names; and
 * GitLab, which adopted it: {@code v1,<base64>} entries over {@code id.timestamp.body}, keyed with
 * the base64 after {@code whsec_}.
 *
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">the
 *     specification</a>
 */
final class StandardWebhooksSymmetric {
  private StandardWebhooksSymmetric() {}

  static SignatureScheme scheme() {
    return recipe("standard-webhooks", "Standard Webhooks", "webhook", body("/type")).scheme();
  }

  static SignatureScheme svix() {
    return recipe("svix", "Svix", "svix", body("/type")).scheme();
  }

  /** GitLab's signing tokens; a plain token beside the signature never counts. */
  static SignatureScheme gitLab() {
    return recipe("gitlab-signed", "GitLab (signed)", "webhook", header("X-Gitlab-Event")).scheme();
  }

  private static Recipe recipe(
      String provider, String displayName, String family, Locator eventType) {
    VersionedField field = new VersionedField(family + "-signature", "v1", Encoding.BASE64);
    return Recipe.named(provider, displayName, field, "{id}.{timestamp}.{body}")
        .provenBy(HmacProof.SHA256.keyed(KeyForm.WHSEC))
        .identifiedBy(family + "-id")
        .stampedIn(family + "-timestamp", StampUnit.SECONDS)
        .event(header(family + "-id"), eventType)
        .secret(SecretForm.WHSEC);
  }
}
