package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;
import static dev.postern.core.signature.scheme.Locator.firstOf;
import static dev.postern.core.signature.scheme.Locator.joined;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.SecretForm;

/**
 * QuickBooks Online: base64 HMAC-SHA256 of the body, keyed with the verifier token. Today the body
 * is an array of CloudEvents with ids; the events of the older {@code eventNotifications} have none
 * and the body's digest stands in.
 *
 * @see <a href="https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks">Intuit:
 *     webhooks</a>
 */
final class QuickBooks {
  private static final PlainField FIELD = PlainField.of("intuit-signature", Encoding.BASE64);

  private QuickBooks() {}

  static SignatureScheme scheme() {
    return Recipe.named("quickbooks", "QuickBooks Online", FIELD, "{body}")
        .event(
            body("/0/id"),
            firstOf(
                body("/0/type"),
                joined(
                    ".",
                    body("/eventNotifications/0/dataChangeEvent/entities/0/name"),
                    body("/eventNotifications/0/dataChangeEvent/entities/0/operation"))))
        .secret(SecretForm.UUID)
        .scheme();
  }
}
