package dev.postern.core.signature.provider;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.httpsig.MessageSignatures;
import dev.postern.core.signature.scheme.ProtocolScheme;
import java.util.List;

/** The register: one line a scheme. */
public final class Providers {
  private Providers() {}

  public static List<SignatureScheme> all() {
    return List.of(
        GenericHmac.scheme(),
        GenericHmac.prefixed(),
        GenericTimestamped.scheme(),
        Stripe.scheme(),
        Slack.scheme(),
        GitHub.scheme(),
        StandardWebhooksSymmetric.scheme(),
        StandardWebhooksSymmetric.svix(),
        StandardWebhooksSymmetric.gitLab(),
        Zoom.scheme(),
        Checkr.scheme(),
        BtcPay.scheme(),
        Bitbucket.scheme(),
        Shopify.scheme(),
        Square.scheme(),
        AdyenPlatform.scheme(),
        DocuSign.scheme(),
        Xero.scheme(),
        QuickBooks.scheme(),
        Paddle.scheme(),
        Razorpay.scheme(),
        Mollie.scheme(),
        CoinbaseCommerce.scheme(),
        Linear.scheme(),
        Vercel.scheme(),
        Calendly.scheme(),
        Typeform.scheme(),
        HubSpot.scheme(),
        Zendesk.scheme(),
        Intercom.scheme(),
        Line.scheme(),
        StandardWebhooksAsymmetric.scheme(),
        Discord.scheme(),
        SendGrid.scheme(),
        GitLabToken.scheme(),
        Okta.scheme(),
        Telegram.scheme(),
        Sterling.scheme(),
        Meta.scheme(),
        MicrosoftGraph.scheme(),
        new ProtocolScheme(new Mailgun()),
        new ProtocolScheme(new Adyen()),
        new ProtocolScheme(new DropboxSign()),
        new ProtocolScheme(new Twilio()),
        new ProtocolScheme(new PayPal()),
        new ProtocolScheme(new AmazonSns()),
        CloudEvents.scheme(),
        new ProtocolScheme(new MessageSignatures()),
        new Custom());
  }
}
