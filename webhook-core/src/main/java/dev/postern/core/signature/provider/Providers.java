package dev.postern.core.signature.provider;

import dev.postern.core.signature.SignatureScheme;
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
        StandardWebhooksSymmetric.scheme());
  }
}
