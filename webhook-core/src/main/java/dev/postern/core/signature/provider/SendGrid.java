package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.EcdsaProof;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.StampUnit;

/**
 * SendGrid's event webhook: ECDSA over the timestamp followed by the body, which ends in CRLF. Its
 * own libraries accept a capture of any age; here the window holds.
 *
 * @see <a
 *     href="https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features">SendGrid:
 *     event webhook security</a>
 */
final class SendGrid {
  private static final PlainField FIELD =
      PlainField.of("X-Twilio-Email-Event-Webhook-Signature", Encoding.BASE64);

  private SendGrid() {}

  static SignatureScheme scheme() {
    return Recipe.named("sendgrid", "SendGrid", FIELD, "{timestamp}{body}")
        .provenBy(new EcdsaProof())
        .stampedIn("X-Twilio-Email-Event-Webhook-Timestamp", StampUnit.SECONDS)
        .event(body("/0/sg_event_id"), body("/0/event"))
        .secret(EcdsaProof::generate)
        .scheme();
  }
}
