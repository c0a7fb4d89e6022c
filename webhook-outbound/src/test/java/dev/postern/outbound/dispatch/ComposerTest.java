package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.json.Json;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.endpoint.CloudEventsMode;
import dev.postern.outbound.endpoint.EndpointAccess;
import dev.postern.outbound.endpoint.EndpointAuth;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.FormatOptions;
import dev.postern.outbound.endpoint.SignatureFormat;
import dev.postern.outbound.publish.JsonText;
import dev.postern.outbound.publish.PayloadBytes;
import dev.postern.outbound.send.TlsProfile;
import dev.postern.outbound.subscription.TransformationCompiler;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an endpoint gets of an event, by its formats and its subscription's transformation. */
class ComposerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String ID = "evt_01k2m7v0c3fpt8x6a9gw4hqnzd";
  private static final EndpointSettings PLAIN = EndpointSettings.at("https://receiver.example/");
  private final Composer composer = new Composer(new TransformationCompiler());

  @Test
  void a_standard_delivery_carries_the_payload_itself() {
    Message message = message(null, "eu");
    Letter letter = ready(PLAIN, message);
    assertThat(letter.body()).isSameAs(message.payload());
    assertThat(letter.own()).isFalse();
  }

  @Test
  void a_transformation_replaces_the_data_within_the_envelope() throws Exception {
    JsonNode body = body(ready(PLAIN, message("{'id': data.id}", null)));
    assertThat(body.path("type").asText()).isEqualTo("invoice.paid");
    assertThat(body.path("timestamp").asText()).isEqualTo("2026-11-22T09:59:00.000Z");
    assertThat(body.path("data").toString()).isEqualTo("{\"id\":7}");
  }

  @Test
  void a_transformation_that_fails_makes_no_letter() {
    assertThat(composer.compose(PLAIN, message("data.gone", null), NOW))
        .isInstanceOfSatisfying(
            Composed.Unfit.class, unfit -> assertThat(unfit.reason()).contains("gone"));
  }

  @Test
  void a_structured_cloud_event_holds_everything_and_is_signed_as_standard() throws Exception {
    EndpointSettings target = cloudEvents(CloudEventsMode.STRUCTURED);
    Letter letter = ready(target, message(null, "e\"u"));
    JsonNode event = body(letter);
    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("id").asText()).isEqualTo(ID);
    assertThat(event.path("source").asText()).isEqualTo("urn:postern:" + QueueFixture.TENANT);
    assertThat(event.path("type").asText()).isEqualTo("invoice.paid");
    assertThat(event.path("time").asText()).isEqualTo("2026-11-22T09:59:00.000Z");
    assertThat(event.path("channel").asText()).isEqualTo("e\"u");
    assertThat(event.path("data").toString()).isEqualTo("{\"id\":7,\"amount\":1.10}");

    HeaderFields headers = SignedHeaders.of(target, letter, NOW, List.of(EngineRig.SECRET));
    assertThat(headers.first("content-type"))
        .hasValue("application/cloudevents+json; charset=UTF-8");
    assertThat(verified(headers, letter.body())).isInstanceOf(Verdict.Accepted.class);
    byte[] tampered = letter.body().clone();
    tampered[20] ^= 1;
    assertThat(verified(headers, tampered)).isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void a_binary_cloud_event_has_the_data_as_its_body() throws Exception {
    EndpointSettings target = cloudEvents(CloudEventsMode.BINARY);
    Letter letter = ready(target, message("{'id': data.id}", "eu %"));
    assertThat(body(letter).toString()).isEqualTo("{\"id\":7}");
    HeaderFields headers = SignedHeaders.of(target, letter, NOW, List.of(EngineRig.SECRET));
    assertThat(headers.first("ce-id")).hasValue(ID);
    assertThat(headers.first("ce-type")).hasValue("invoice.paid");
    assertThat(headers.first("ce-channel")).hasValue("eu%20%25");
    assertThat(headers.first("content-type")).hasValue("application/json");
    assertThat(verified(headers, letter.body())).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void an_old_format_ends_at_its_sunset_exactly() {
    EndpointSettings target =
        PLAIN.with(
            new FormatOptions(Map.of(SignatureFormat.X_WEBHOOK, NOW), CloudEventsMode.STRUCTURED),
            SignatureFormat.STANDARD,
            SignatureFormat.X_WEBHOOK);
    Letter letter = ready(target, message(null, null));
    List<dev.postern.core.secret.SecretVersion> keys = List.of(EngineRig.SECRET);
    assertThat(
            SignedHeaders.of(target, letter, NOW.minusMillis(1), keys).first("x-webhook-signature"))
        .isPresent();
    HeaderFields after = SignedHeaders.of(target, letter, NOW, keys);
    assertThat(after.first("x-webhook-signature")).isEmpty();
    assertThat(after.first("webhook-signature")).isPresent();
  }

  @Test
  void the_ledger_is_told_of_credentials_but_never_shown_them() {
    EndpointSettings target =
        PLAIN.with(
            new EndpointAccess(
                new EndpointAuth.Bearer(SecretText.of("hunter2")), TlsProfile.RUNTIME));
    HeaderFields sent =
        SignedHeaders.of(
            target, ready(target, message(null, null)), NOW, List.of(EngineRig.SECRET));
    assertThat(SignedHeaders.masked(sent, target).first("authorization")).hasValue("[masked]");
    assertThat(target.toString()).doesNotContain("hunter2");
  }

  private Letter ready(EndpointSettings target, Message message) {
    Composed composed = composer.compose(target, message, NOW);
    assertThat(composed).isInstanceOf(Composed.Ready.class);
    return ((Composed.Ready) composed).letter();
  }

  private static EndpointSettings cloudEvents(CloudEventsMode mode) {
    return PLAIN.with(new FormatOptions(Map.of(), mode), SignatureFormat.CLOUDEVENTS);
  }

  private static Verdict verified(HeaderFields headers, byte[] body) {
    return SignatureSchemes.forProvider("standard-webhooks")
        .orElseThrow()
        .verify(
            new SignedRequest("POST", "https://receiver.example/", headers, body),
            new SecretRing(List.of(EngineRig.SECRET)),
            VerificationSettings.defaults(),
            NOW);
  }

  private static JsonNode body(Letter letter) throws Exception {
    return Json.mapper().readTree(letter.body());
  }

  private static Message message(@Nullable String transformation, @Nullable String channel) {
    Instant at = NOW.minusSeconds(60);
    return new Message(
        ID,
        "invoice.paid",
        PayloadBytes.of("invoice.paid", at, JsonText.trusted("{\"id\":7,\"amount\":1.10}")),
        new Message.Origin(QueueFixture.TENANT, at, channel, transformation));
  }
}
