package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A signature scheme that an operator described, signed here without our own code. */
class CustomSchemeAtTheDoorTest extends AtTheDoor {
  private static final String SCHEME =
      """
      {"signature_header":"X-Acme-Sig","prefix":"v1=","template":"{timestamp}.{body}",
       "algorithm":"hmac_sha512","encoding":"base64","timestamp_header":"X-Acme-At",
       "timestamp_unit":"seconds","tolerance":"PT60S","event_id":"header:X-Acme-Id",
       "event_type":"body:/kind"}
      """;
  private static final String ORDER = "{\"kind\":\"order.paid\",\"n\":1}";

  private Provider acme;

  @BeforeEach
  void describe() {
    acme =
        new Provider(
            reception,
            world.source("custom", SECRET, settings -> edit(settings, "custom_scheme", SCHEME)),
            SECRET);
  }

  @Test
  void what_is_signed_as_described_is_taken_in_and_named_as_described() throws Exception {
    ProviderAnswer answer = acme.post(signed(SECRET, world.now.get(), ORDER));
    ProviderAnswer again = acme.post(signed(SECRET, world.now.get().plusSeconds(5), ORDER));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("status").asText()).isEqualTo("accepted");
    assertThat(json(again).path("status").asText()).isEqualTo("duplicate");
    assertThat(received())
        .extracting(webhook -> webhook.identity().toString())
        .containsExactly("a-1 order.paid");
  }

  @Test
  void anything_else_is_refused_with_its_reason() throws Exception {
    Provider.Posted genuine = signed(SECRET, world.now.get(), ORDER);
    Instant now = world.now.get();

    refused("bad_signature", genuine.withBody(ORDER.replace("1", "2")));
    refused("bad_signature", signed("another secret", now, ORDER));
    refused(
        "missing_signature",
        new Provider.Posted(
            HeaderFields.of("X-Acme-At", Long.toString(now.getEpochSecond())),
            genuine.body(),
            genuine.peer(),
            genuine.length()));
    refused(
        "missing_timestamp",
        new Provider.Posted(
            HeaderFields.of("X-Acme-Sig", genuine.headers().first("X-Acme-Sig").orElseThrow()),
            genuine.body(),
            genuine.peer(),
            genuine.length()));
    refused("stale_timestamp", signed(SECRET, now.minus(Duration.ofSeconds(61)), ORDER));
    refused("future_timestamp", signed(SECRET, now.plus(Duration.ofSeconds(61)), ORDER));
    assertThat(world.rows("received")).isZero();
  }

  private void refused(String code, Provider.Posted posted) throws Exception {
    ProviderAnswer answer = acme.post(posted);
    assertThat(code(answer)).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(401);
  }

  private static Provider.Posted signed(String secret, Instant at, String body)
      throws GeneralSecurityException {
    String stamp = Long.toString(at.getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    byte[] digest = mac.doFinal((stamp + "." + body).getBytes(StandardCharsets.UTF_8));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    HeaderFields headers =
        HeaderFields.of(
            "X-Acme-Sig",
            "v1=" + Base64.getEncoder().encodeToString(digest),
            "X-Acme-At",
            stamp,
            "X-Acme-Id",
            "a-1");
    return new Provider.Posted(headers, bytes, "203.0.113.9", bytes.length);
  }
}
