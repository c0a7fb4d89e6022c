package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;
import static dev.postern.core.signature.scheme.Locator.header;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Ed25519Proof;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.StampUnit;
import dev.postern.core.signature.scheme.VersionedField;

/**
 * Standard Webhooks with a key pair: {@code v1a,<base64>} entries, Ed25519. The receiver holds the
 * {@code whpk_} public key, the sender the {@code whsk_} private one.
 *
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">the
 *     specification</a>
 */
final class StandardWebhooksAsymmetric {
  private static final VersionedField FIELD =
      new VersionedField("webhook-signature", "v1a", Encoding.BASE64);
  private static final Ed25519Proof PROOF = Ed25519Proof.STANDARD_WEBHOOKS;

  private StandardWebhooksAsymmetric() {}

  static SignatureScheme scheme() {
    return Recipe.named(
            "standard-webhooks-v1a",
            "Standard Webhooks (ed25519)",
            FIELD,
            "{id}.{timestamp}.{body}")
        .provenBy(PROOF)
        .identifiedBy("webhook-id")
        .stampedIn("webhook-timestamp", StampUnit.SECONDS)
        .event(header("webhook-id"), body("/type"))
        .secret(PROOF::generate)
        .scheme();
  }
}
