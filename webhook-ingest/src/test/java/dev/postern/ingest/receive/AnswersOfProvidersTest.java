package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.ingest.MaxEventAge;
import dev.postern.ingest.Measure;
import dev.postern.ingest.World;
import dev.postern.ingest.guard.Measures;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What certain providers and batches are answered, beyond the receipt. */
class AnswersOfProvidersTest extends AtTheDoor {
  private static final String EVENT =
      """
      {"id":"9","version":1,"application_id":"1","type":1,
       "event":{"type":"APPLICATION_AUTHORIZED","timestamp":"2026-11-22T09:59:59Z","data":{}}}
      """;
  private static final String TWO =
      """
      {"events":[{"type":"message","webhookEventId":"W1"},
       {"type":"follow","webhookEventId":"W2"}]}
      """;

  @Test
  void discord_wants_nothing_back_for_an_event_nor_for_its_repetition() {
    Provider discord = discord();

    ProviderAnswer first = discord.post(discord.signed(EVENT, world.now.get()));
    ProviderAnswer again = discord.post(discord.signed(EVENT, world.now.get()));

    assertThat(first.status()).isEqualTo(204);
    assertThat(first.body()).isEmpty();
    assertThat(again.status()).isEqualTo(204);
    assertThat(counters.snapshot()).containsEntry("accepted", 1L).containsEntry("duplicate", 1L);
  }

  @Test
  void what_a_person_does_in_discord_is_acknowledged_with_a_receipt() throws Exception {
    Provider discord = discord();

    ProviderAnswer answer =
        discord.post(discord.signed("{\"id\":\"7\",\"type\":2,\"data\":{}}", world.now.get()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("status").asText()).isEqualTo("accepted");
  }

  @Test
  void xero_gets_an_empty_401_for_a_replay_too() {
    Provider xero = new Provider(reception, world.source("xero", SECRET), SECRET);
    Provider.Posted posted =
        xero.signed(
            "{\"events\":[{\"resourceId\":\"r\",\"eventCategory\":\"CONTACT\"}],\"entropy\":\"E\"}",
            world.now.get());
    assertThat(xero.post(posted).status()).isEqualTo(200);
    world.database.database().update("delete from received");

    ProviderAnswer copy = xero.post(posted);

    assertThat(copy.status()).isEqualTo(401);
    assertThat(copy.body()).isEmpty();
    assertThat(copy.contentType()).isNull();
  }

  @Test
  void a_replayed_event_keeps_its_place_among_the_results() throws Exception {
    Provider line = new Provider(reception, world.source("line", SECRET), SECRET);
    Provider.Posted posted = line.signed(TWO, world.now.get());
    assertThat(line.post(posted).status()).isEqualTo(200);
    world.database.database().update("delete from received where event_id = 'W1'");

    ProviderAnswer again = line.post(posted);

    assertThat(json(again).path("status").asText()).isEqualTo("duplicate");
    assertThat(json(again).path("results").findValuesAsText("status"))
        .containsExactly("replayed", "duplicate");
    assertThat(json(again).at("/results/0").has("id")).isFalse();
    assertThat(json(again).at("/results/1/id")).isEqualTo(json(again).path("id"));
  }

  @Test
  void the_time_of_an_event_may_be_a_number_in_a_text() throws Exception {
    Provider stripe = stripe(settings -> age(settings, new MaxEventAge("/at", 60)));
    long now = world.now.get().getEpochSecond();

    assertThat(post(stripe, "\"" + (now - 60) + "\"").status()).isEqualTo(200);
    assertThat(post(stripe, "\"" + (now - 59) * 1000 + "\"").status()).isEqualTo(200);
    assertThat(code(post(stripe, "\"" + (now - 61) + "\""))).isEqualTo("event_too_old");
    assertThat(code(post(stripe, "\"soon\""))).isEqualTo("missing_field");
    assertThat(code(post(stripe, "\"9999999999999999\""))).isEqualTo("missing_field");
  }

  @Test
  void who_is_over_a_tightened_limit_is_told_how_it_stands() {
    Provider stripe =
        stripe(settings -> edit(settings, "rate_limit", "{\"requests\":10,\"per_seconds\":30}"));
    Measure unused =
        world.guards.measures.apply(
            new Measures.Wish(
                World.TENANT,
                stripe.source().id(),
                Measure.Kind.TIGHTEN_LIMIT,
                null,
                Duration.ofHours(1),
                "An attack"));
    assertThat(stripe.post(stripe.signed(BODY, world.now.get())).status()).isEqualTo(200);

    ProviderAnswer answer = stripe.post(stripe.signed(BODY, world.now.get()));

    assertThat(answer.status()).isEqualTo(429);
    String seconds = answer.headers().first("Retry-After").orElseThrow();
    assertThat(answer.headers().first("RateLimit")).contains("\"client\";r=0;t=" + seconds);
    assertThat(answer.headers().first("RateLimit-Policy")).contains("\"client\";q=1;w=30");
  }

  private ProviderAnswer post(Provider stripe, String at) {
    return stripe.post(stripe.signed("{\"id\":" + at + ",\"at\":" + at + "}", world.now.get()));
  }

  private Provider discord() {
    SignatureScheme scheme = SignatureSchemes.forProvider("discord").orElseThrow();
    SecretText signing = scheme.generateSecret(new SecureRandom());
    return new Provider(
        reception,
        world.source("discord", scheme.verificationSecret(signing).reveal()),
        signing.reveal());
  }
}
