package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;
import dev.postern.core.signature.scheme.StampUnit;

/**
 * HubSpot v3: base64 HMAC-SHA256 of method, URI, body and timestamp (milliseconds), keyed with the
 * app's client secret. The older, unstamped signature beside it is never looked at. HubSpot decodes
 * some percent-escapes of the URI before it signs: see {@link HubSpotUri}. Its own library signs
 * the URI as it is, so that counts too.
 *
 * @see <a
 *     href="https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests">HubSpot:
 *     validating requests</a>
 */
final class HubSpot {
  private static final PlainField FIELD = PlainField.of("X-HubSpot-Signature-v3", Encoding.BASE64);

  private HubSpot() {}

  static SignatureScheme scheme() {
    return Recipe.named("hubspot-v3", "HubSpot (v3)", FIELD, "{method}{url}{body}{timestamp}")
        .stampedIn("X-HubSpot-Request-Timestamp", StampUnit.MILLISECONDS)
        .signingUrlAs(HubSpotUri::decoded)
        .event(body("/0/eventId"), body("/0/subscriptionType"))
        .secret(SecretForm.UUID)
        .scheme();
  }
}
