package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;
import static dev.postern.core.signature.scheme.Locator.firstOf;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;

/**
 * BTCPay Server: {@code BTCPay-Sig: sha256=<hex>} over the body. A redelivery has a new delivery id
 * and keeps the original one, which is therefore the event's id.
 *
 * @see <a href="https://docs.btcpayserver.org/API/Greenfield/v1/">BTCPay Server: Greenfield API</a>
 */
final class BtcPay {
  private static final PlainField FIELD =
      PlainField.prefixed("BTCPay-Sig", "sha256=", Encoding.HEX);

  private BtcPay() {}

  static SignatureScheme scheme() {
    return Recipe.named("btcpay", "BTCPay Server", FIELD, "{body}")
        .event(firstOf(body("/originalDeliveryId"), body("/deliveryId")), body("/type"))
        .scheme();
  }
}
