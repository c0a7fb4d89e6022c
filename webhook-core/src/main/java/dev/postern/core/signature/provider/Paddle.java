package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.ListField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;
import dev.postern.core.signature.scheme.StampUnit;
import java.time.Duration;

/**
 * Paddle Billing: {@code Paddle-Signature: ts=…;h1=…} over {@code ts:body}. Paddle's libraries
 * allow 5 seconds by default and look only at the last {@code h1}; here any {@code h1} counts, as
 * rotation needs, and the window is the source's.
 *
 * @see <a href="https://developer.paddle.com/webhooks/signature-verification">Paddle: signature
 *     verification</a>
 */
final class Paddle {
  private static final ListField FIELD =
      new ListField("Paddle-Signature", ';', "ts", "h1", Encoding.HEX);

  private Paddle() {}

  static SignatureScheme scheme() {
    return Recipe.named("paddle", "Paddle", FIELD, "{timestamp}:{body}")
        .stamped(StampUnit.SECONDS)
        .within(Duration.ofSeconds(5))
        .event(body("/event_id"), body("/event_type"))
        .secret(SecretForm.alphanumeric(40).after("pdl_ntfset_"))
        .scheme();
  }
}
