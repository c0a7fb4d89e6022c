package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;
import static dev.postern.core.signature.scheme.Locator.firstOf;
import static dev.postern.core.signature.scheme.Locator.header;

import dev.postern.core.signature.RequestMethods;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;
import dev.postern.core.signature.scheme.StampUnit;

/**
 * Zendesk: base64 HMAC-SHA256 of the timestamp, an RFC 3339 text, followed directly by the body.
 * Webhooks by GET or DELETE have no body and sign the timestamp alone.
 *
 * @see <a href="https://developer.zendesk.com/documentation/webhooks/verifying/">Zendesk: verifying
 *     webhooks</a>
 */
final class Zendesk {
  private static final PlainField FIELD =
      PlainField.of("X-Zendesk-Webhook-Signature", Encoding.BASE64);

  private Zendesk() {}

  static SignatureScheme scheme() {
    return Recipe.named("zendesk", "Zendesk", FIELD, "{timestamp}{body}")
        .stampedIn("X-Zendesk-Webhook-Signature-Timestamp", StampUnit.ISO_8601)
        .event(firstOf(body("/id"), header("X-Zendesk-Webhook-Invocation-Id")), body("/type"))
        .secret(SecretForm.base64(32))
        .notOnlyJson()
        .by(RequestMethods.POST.or("GET", "PUT", "PATCH", "DELETE"))
        .scheme();
  }
}
