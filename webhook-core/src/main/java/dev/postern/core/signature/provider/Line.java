package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

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
 * LINE: base64 HMAC-SHA256 of the body in {@code x-line-signature}, keyed with the channel secret.
 * The console's test is a signed body without events.
 *
 * @see <a href="https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/">LINE:
 *     verify webhook signature</a>
 */
final class Line {
  private static final PlainField FIELD = PlainField.of("x-line-signature", Encoding.BASE64);

  private Line() {}

  static SignatureScheme scheme() {
    return Recipe.named("line", "LINE", FIELD, "{body}")
        .event(body("/events/0/webhookEventId"), body("/events/0/type"))
        .secret(SecretForm.SHORT_HEX)
        .greeting(Line::consoleTest)
        .scheme();
  }

  private static Optional<ProviderAnswer> consoleTest(SignedRequest proven, SecretText by) {
    Map<String, String> body =
        JsonScalars.read(proven.body(), Set.of("/destination", "/events/0/type"));
    return body.keySet().equals(Set.of("/destination"))
        ? Optional.of(ProviderAnswer.empty(200))
        : Optional.empty();
  }
}
