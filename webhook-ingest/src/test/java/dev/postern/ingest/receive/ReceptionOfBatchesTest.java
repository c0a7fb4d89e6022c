package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.json.Json;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.AsJson;
import dev.postern.ingest.ReceivedWebhook;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Requests of several events, replays, and what a source says about its payloads. */
class ReceptionOfBatchesTest extends AtTheDoor {
  private static final String TWO =
      """
      {"destination":"U1","events":[{"type":"message","webhookEventId":"W1"},
       {"type":"follow","webhookEventId":"W2"}]}
      """;
  private static final String ONE =
      "{\"destination\":\"U1\",\"events\":[{\"type\":\"message\",\"webhookEventId\":\"W1\"}]}";

  @Test
  void every_event_of_a_request_becomes_a_webhook_and_the_answer_names_each() throws Exception {
    Provider line = line();

    ProviderAnswer answer = line.post(line.signed(TWO, world.now.get()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("status").asText()).isEqualTo("accepted");
    assertThat(json(answer).path("results").findValuesAsText("status"))
        .containsExactly("accepted", "accepted");
    assertThat(json(answer).path("id")).isEqualTo(json(answer).at("/results/0/id"));
    assertThat(received())
        .extracting(webhook -> webhook.identity().toString())
        .containsExactly("W2 follow", "W1 message");
    assertThat(text(received().getFirst()))
        .isEqualTo(
            "{\"destination\":\"U1\",\"events\":[{\"type\":\"follow\",\"webhookEventId\":\"W2\"}]}\n");
  }

  @Test
  void an_event_that_came_before_is_the_only_duplicate_of_its_batch() throws Exception {
    Provider line = line();
    line.post(line.signed(ONE, world.now.get()));

    ProviderAnswer mixed = line.post(line.signed(TWO, world.now.get()));
    ProviderAnswer again = line.post(line.signed(TWO, world.now.get()));

    assertThat(json(mixed).path("status").asText()).isEqualTo("accepted");
    assertThat(json(mixed).path("results").findValuesAsText("status"))
        .containsExactly("duplicate", "accepted");
    assertThat(json(again).path("status").asText()).isEqualTo("duplicate");
    assertThat(world.rows("received")).isEqualTo(2);
  }

  @Test
  void one_unfit_event_refuses_the_whole_request() throws Exception {
    Provider line = line("{\"required_fields\":[\"/events/0/source\"]}");
    String body =
        """
        {"events":[{"webhookEventId":"W1","source":{}},{"webhookEventId":"W2"}]}
        """;

    assertThat(code(line.post(line.signed(body, world.now.get())))).isEqualTo("missing_field");
    assertThat(world.rows("received")).isZero();
  }

  @Test
  void a_copy_of_a_request_whose_webhook_was_purged_is_a_replay() throws Exception {
    Provider stripe = stripe(settings -> settings);
    Provider.Posted request = stripe.signed(BODY, world.now.get());
    stripe.post(request);
    world.database.database().update("delete from received");

    ProviderAnswer copy = stripe.post(request);
    ProviderAnswer retry = stripe.post(stripe.signed(BODY, world.now.get().plusSeconds(5)));

    assertThat(copy.status()).isEqualTo(401);
    assertThat(code(copy)).isEqualTo("replayed");
    assertThat(json(retry).path("status").asText()).isEqualTo("duplicate");
    world.rejections.flush();
    assertThat(rejections())
        .singleElement()
        .satisfies(rejection -> {
          assertThat(rejection.reason()).isEqualTo("replayed");
          assertThat(rejection.diagnosis()).contains("purged");
        });
  }

  @Test
  void a_captured_signature_spliced_onto_another_event_is_a_replay() throws Exception {
    Provider mailgun = new Provider(reception, world.source("mailgun", "key"), "key");
    Provider.Posted first =
        mailgun.signed("{\"event-data\":{\"id\":\"E1\",\"event\":\"opened\"}}", world.now.get());
    String spliced = new String(first.body(), StandardCharsets.UTF_8).replace("\"E1\"", "\"E2\"");

    assertThat(mailgun.post(first).status()).isEqualTo(200);
    assertThat(json(mailgun.post(first)).path("status").asText()).isEqualTo("duplicate");
    assertThat(code(mailgun.post(first.withBody(spliced)))).isEqualTo("replayed");
    assertThat(world.rows("received")).isOne();
  }

  @Test
  void a_captured_signature_passed_off_as_the_parent_accounts_is_a_replay() throws Exception {
    Provider mailgun = new Provider(reception, world.source("mailgun", "key"), "key");
    Provider.Posted first =
        mailgun.signed("{\"event-data\":{\"id\":\"E1\",\"event\":\"opened\"}}", world.now.get());
    JsonNode captured = Json.mapper().readTree(first.body()).path("signature");
    mailgun.post(first);

    for (String invented : new String[] {"t1", "t2"}) {
      String spliced =
          """
          {"signature":{"timestamp":"1","token":"%s","signature":"%s"},"parent-signature":%s,
           "event-data":{"id":"%s","event":"opened"}}
          """
              .formatted(invented, "0".repeat(64), captured, invented);

      assertThat(code(mailgun.post(first.withBody(spliced)))).isEqualTo("replayed");
    }
    assertThat(world.rows("received")).isOne();
  }

  @Test
  void a_body_that_does_not_fit_the_sources_schema_is_refused() throws Exception {
    Provider stripe =
        stripe(settings ->
            AsJson.with(
                settings, "{\"json_schema\":{\"properties\":{\"created\":{\"minimum\":5}}}}"));

    assertThat(code(stripe.post(stripe.signed(BODY, world.now.get()))))
        .isEqualTo("schema_mismatch");
    assertThat(stripe.post(stripe.signed("{\"id\":\"a\",\"created\":7}", world.now.get())).status())
        .isEqualTo(200);
  }

  @Test
  void a_source_may_say_where_its_ids_and_types_are() {
    Provider stripe =
        stripe(settings ->
            AsJson.with(
                settings,
                "{\"event_location\":{\"id\":\"header:X-Id\",\"type\":\"body:/data/kind\"}}"));

    stripe.post(
        stripe
            .signed("{\"id\":\"a\",\"data\":{\"kind\":\"k\"}}", world.now.get())
            .with("X-Id", "h1"));
    stripe.post(stripe.signed("{\"id\":\"b\"}", world.now.get()));

    assertThat(received())
        .extracting(webhook -> webhook.identity().toString())
        .containsExactly("b null", "h1 k");
  }

  @Test
  void an_own_success_answer_is_given_to_new_and_repeated_events_but_not_to_replays()
      throws Exception {
    Provider stripe =
        stripe(settings ->
            AsJson.with(
                settings,
                """
                {"success_status":202,
                 "success_answer":{"body":"[ok]","content_type":"text/plain"}}
                """));
    Provider.Posted request = stripe.signed(BODY, world.now.get());

    for (int i = 0; i < 2; i++) {
      ProviderAnswer answer = stripe.post(request);
      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.contentType()).isEqualTo("text/plain");
      assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("[ok]");
    }
    world.database.database().update("delete from received");
    assertThat(code(stripe.post(request))).isEqualTo("replayed");
  }

  private Provider line() {
    return line("{}");
  }

  private Provider line(String settings) {
    return new Provider(
        reception, world.source("line", "channel", was -> AsJson.with(was, settings)), "channel");
  }

  private static String text(ReceivedWebhook webhook) {
    return new String(
        java.util.Objects.requireNonNull(webhook.content().bytes()), StandardCharsets.UTF_8);
  }
}
