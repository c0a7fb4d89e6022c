package dev.postern.core.signature.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.SignatureScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProvidersTest {

  /** What people configure by and read: it changes on purpose or not at all. */
  @Test
  void register_is_as_published() throws IOException {
    try (InputStream published =
        Objects.requireNonNull(getClass().getResourceAsStream("/providers.txt"))) {
      String rows = Providers.all().stream().map(ProvidersTest::row).collect(Collectors.joining());

      assertThat(rows).isEqualTo(new String(published.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String row(SignatureScheme scheme) {
    return String.join(
            " | ",
            scheme.provider(),
            scheme.displayName(),
            scheme.signs(),
            scheme.signatureHeader().orElse("-"),
            scheme.defaultTolerance().toString(),
            scheme.expectsJson() ? "json" : "any",
            scheme.asymmetric() ? "key pair" : "shared")
        + "\n";
  }

  @Test
  void generated_secrets_are_never_the_same_and_have_the_providers_form() {
    for (SignatureScheme scheme : Providers.all()) {
      SecureRandom random = new SecureRandom();
      Set<SecretText> made = new HashSet<>();
      for (int i = 0; i < 3; i++) {
        made.add(scheme.generateSecret(random));
      }

      assertThat(made).as(scheme.provider()).hasSize(3).noneMatch(SecretText::isBlank);
      assertThat(made)
          .as(scheme.provider())
          .allMatch(it -> it.reveal().matches(form(scheme.provider())));
    }
  }

  private static String form(String provider) {
    return switch (provider) {
      case "stripe" -> "whsec_[A-Za-z0-9]{32}";
      case "standard-webhooks", "svix", "gitlab-signed" -> "whsec_[A-Za-z0-9+/]{43}=";
      case "standard-webhooks-v1a" -> "whsk_[A-Za-z0-9+/]{86}==";
      case "discord" -> "[0-9a-f]{128}";
      case "sendgrid" -> "[A-Za-z0-9+/]+=*\\.[A-Za-z0-9+/]+=*";
      case "rfc9421" -> "[A-Za-z0-9+/]{86}==";
      case "generic-hmac",
          "generic-hmac-prefixed",
          "generic-timestamped",
          "adyen",
          "adyen-platform",
          "dropbox-sign" ->
          "[0-9a-f]{64}";
      case "slack", "twilio", "mailgun", "meta", "line" -> "[0-9a-f]{32}";
      case "shopify" -> "shpss_[0-9a-f]{32}";
      case "linear" -> "lin_wh_[A-Za-z0-9]{32}";
      case "paddle" -> "pdl_ntfset_[A-Za-z0-9]{40}";
      case "xero" -> "[A-Za-z0-9+/]{86}==";
      case "docusign", "zendesk" -> "[A-Za-z0-9+/]{43}=";
      case "quickbooks", "coinbase-commerce", "hubspot-v3", "intercom" ->
          "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
      case "sterling" -> "sterling:[A-Za-z0-9]{40}";
      default -> "[A-Za-z0-9]{40}";
    };
  }
}
