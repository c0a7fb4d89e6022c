package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;
import static dev.postern.core.signature.scheme.Locator.nowhere;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.ListField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.StampUnit;
import java.time.Duration;

/**
 * Calendly: {@code Calendly-Webhook-Signature: t=…,v1=…} over {@code t.body}, three minutes of
 * tolerance by its own advice. Events have no id.
 *
 * @see <a href="https://developer.calendly.com/api-docs/4c305798a61d3-webhook-signatures">Calendly:
 *     webhook signatures</a>
 */
final class Calendly {
  private static final ListField FIELD =
      new ListField("Calendly-Webhook-Signature", ',', "t", "v1", Encoding.HEX);

  private Calendly() {}

  static SignatureScheme scheme() {
    return Recipe.named("calendly", "Calendly", FIELD, "{timestamp}.{body}")
        .stamped(StampUnit.SECONDS)
        .within(Duration.ofSeconds(180))
        .event(nowhere(), body("/event"))
        .scheme();
  }
}
