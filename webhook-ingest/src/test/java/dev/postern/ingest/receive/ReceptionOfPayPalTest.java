package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.World;
import dev.postern.ingest.certificate.SnsHost;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PayPal through the whole pipeline, signed with a certificate that is made out as PayPal's is. */
class ReceptionOfPayPalTest extends AtTheDoor {
  private static final String WEBHOOK_ID = "4JH86294D6297924G";
  private static final String SANDBOX = "https://api.sandbox.paypal.com/v1/notifications/certs/C-1";
  private static final String SALE =
      "{\"id\":\"WH-1\",\"event_type\":\"PAYMENT.SALE.COMPLETED\",\"resource\":{\"amount\":\"1.00\"}}";
  private static final char[] PASSWORD = "changeit".toCharArray();

  private KeyStore keys;
  private Provider paypal;

  @BeforeEach
  void subscribe() throws Exception {
    keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = SnsHost.class.getResourceAsStream("paypal.p12")) {
      keys.load(in, PASSWORD);
    }
    world.published.put(URI.create(SANDBOX), chain("signing"));
    Source source =
        world
            .sources
            .create(
                World.TENANT,
                new SourceEdit(
                    "Sales",
                    "paypal",
                    true,
                    edit(
                        SourceSettings.defaults(),
                        "provider_config",
                        "{\"webhook_id\":\"" + WEBHOOK_ID + "\"}")),
                new FirstSecret.Absent())
            .source();
    paypal = new Provider(reception, source, "");
  }

  @Test
  void a_genuine_event_is_taken_in_once_and_its_retry_is_a_duplicate() throws Exception {
    Instant now = world.now.get();

    ProviderAnswer first = paypal.post(signed(SALE, WEBHOOK_ID, SANDBOX, now));
    ProviderAnswer retry =
        paypal.post(signed(SALE, WEBHOOK_ID, SANDBOX, now.minus(Duration.ofHours(70))));

    assertThat(first.status()).isEqualTo(200);
    assertThat(json(first).path("status").asText()).isEqualTo("accepted");
    assertThat(json(retry).path("status").asText()).isEqualTo("duplicate");
    assertThat(received().getFirst().identity().toString())
        .isEqualTo("WH-1 PAYMENT.SALE.COMPLETED");
    assertThat(received().getFirst().verifiedBy()).isNull();
  }

  @Test
  void what_is_not_the_own_webhooks_is_refused() throws Exception {
    Instant now = world.now.get();
    Provider.Posted genuine = signed(SALE, WEBHOOK_ID, SANDBOX, now);

    refused("bad_signature", genuine.withBody(SALE.replace("1.00", "9.00")));
    refused("bad_signature", signed(SALE, "another", SANDBOX, now));
    refused("stale_timestamp", signed(SALE, WEBHOOK_ID, SANDBOX, now.minus(Duration.ofHours(73))));
    refused(
        "missing_signature",
        new Provider.Posted(HeaderFields.of(), genuine.body(), genuine.peer(), genuine.length()));
    assertThat(world.rows("received")).isZero();
  }

  @Test
  void only_paypals_hosts_and_paypals_certificate_count() throws Exception {
    String elsewhere = "https://api.paypal.com.evil.example/v1/notifications/certs/C-1";
    String live = "https://api.paypal.com/v1/notifications/certs/C-1";
    world.published.put(URI.create(elsewhere), chain("signing"));
    world.published.put(URI.create(live), chain("root"));

    refused("bad_signature", signed(SALE, WEBHOOK_ID, elsewhere, world.now.get()));
    refused("bad_signature", signed(SALE, WEBHOOK_ID, live, world.now.get()));
    world.rejections.flush();
    assertThat(rejections())
        .singleElement()
        .satisfies(row -> {
          assertThat(row.count()).isEqualTo(2);
          assertThat(row.diagnosis()).startsWith("bad_certificate: ");
        });
  }

  private void refused(String code, Provider.Posted posted) throws Exception {
    ProviderAnswer answer = paypal.post(posted);
    assertThat(code(answer)).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(401);
  }

  private Provider.Posted signed(String body, String webhookId, String certificate, Instant at)
      throws Exception {
    SecretText key =
        SecretText.of(
            Base64.getEncoder().encodeToString(keys.getKey("signing", PASSWORD).getEncoded()));
    SignedRequest draft =
        new SignedRequest(
            "POST",
            paypal.source().ingestUrl(),
            HeaderFields.of("PAYPAL-CERT-URL", certificate),
            body.getBytes(StandardCharsets.UTF_8));
    VerificationSettings settings =
        new VerificationSettings(
            Duration.ofDays(3), "", Map.of("webhook_id", webhookId), null, url -> List.of());
    SignedRequest signed =
        SignatureSchemes.forProvider("paypal").orElseThrow().signed(draft, key, settings, at);
    HeaderFields once = HeaderFields.of(signed.headers().entries().stream().distinct().toList());
    return new Provider.Posted(once, signed.body(), "173.0.81.1", signed.body().length);
  }

  private List<X509Certificate> chain(String alias) throws Exception {
    Certificate[] chain = keys.getCertificateChain(alias);
    return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
  }
}
