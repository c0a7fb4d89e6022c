package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;

/**
 * Square: base64 HMAC-SHA256 of the notification URL followed by the body. The URL is the one
 * configured at Square, which behind a proxy is not the one that this server sees.
 *
 * @see <a href="https://developer.squareup.com/docs/webhooks/step3validate">Square: validate
 *     webhooks</a>
 */
final class Square {
  private static final PlainField FIELD =
      PlainField.of("x-square-hmacsha256-signature", Encoding.BASE64);

  private Square() {}

  static SignatureScheme scheme() {
    return Recipe.named("square", "Square", FIELD, "{url}{body}")
        .event(body("/event_id"), body("/type"))
        .scheme();
  }
}
