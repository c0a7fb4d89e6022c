package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;
import static dev.postern.core.signature.scheme.Locator.joined;
import static dev.postern.core.signature.scheme.Locator.nowhere;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.JsonScalars;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Xero: base64 HMAC-SHA256 of the body, keyed with the webhook key as text. Xero demands answers
 * without a body, and tests a new endpoint with wrong signatures that must get exactly 401.
 *
 * @see <a
 *     href="https://developer.xero.com/documentation/guides/webhooks/configuring-your-server/">Xero:
 *     configuring your server</a>
 */
final class Xero {
  private static final PlainField FIELD = PlainField.of("x-xero-signature", Encoding.BASE64);

  private Xero() {}

  static SignatureScheme scheme() {
    return Recipe.named("xero", "Xero", FIELD, "{body}")
        .event(nowhere(), joined(".", body("/events/0/eventCategory"), body("/events/0/eventType")))
        .secret(SecretForm.base64(64))
        .greeting(Xero::intentToReceive)
        .answeringAccepted(ProviderAnswer.empty(200))
        .answeringRefused(ProviderAnswer.empty(401))
        .scheme();
  }

  /** The intent to receive is a signed body without events. */
  private static Optional<ProviderAnswer> intentToReceive(SignedRequest proven, SecretText by) {
    Map<String, String> body =
        JsonScalars.read(proven.body(), Set.of("/entropy", "/events/0/eventCategory"));
    return body.keySet().equals(Set.of("/entropy"))
        ? Optional.of(ProviderAnswer.empty(200))
        : Optional.empty();
  }
}
