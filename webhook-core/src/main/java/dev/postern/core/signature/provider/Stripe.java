package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.ListField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;
import dev.postern.core.signature.scheme.StampUnit;

/**
 * Stripe: {@code Stripe-Signature: t=…,v1=…} over {@code t.body}. The key is the whole {@code
 * whsec_…} text, not base64. Any matching {@code v1} suffices, which is how a secret is rolled;
 * {@code v0} never counts. Unlike Stripe's libraries a timestamp ahead of the window is refused.
 *
 * @see <a href="https://docs.stripe.com/webhooks#verify-manually">Stripe: verify manually</a>
 */
final class Stripe {
  private static final ListField FIELD =
      new ListField("Stripe-Signature", ',', "t", "v1", Encoding.HEX);

  private Stripe() {}

  static SignatureScheme scheme() {
    return Recipe.named("stripe", "Stripe", FIELD, "{timestamp}.{body}")
        .stamped(StampUnit.SECONDS)
        .event(body("/id"), body("/type"))
        .secret(SecretForm.STRIPE)
        .neverEmpty()
        .scheme();
  }
}
