package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.handover.HandedEvent;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.vault.SecretInfo;
import dev.postern.ingest.Forward;
import dev.postern.ingest.ReceivedFeed;
import dev.postern.ingest.ReceivedWebhook;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import dev.postern.ingest.received.Ledgers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What is genuine, signed as the providers sign it, through the whole door. */
class ReceptionAcceptsTest extends AtTheDoor {
  @Test
  void a_signed_webhook_is_committed_before_it_is_acknowledged() throws Exception {
    Provider stripe = stripe(settings -> settings);

    ProviderAnswer answer = stripe.post(stripe.signed(BODY, world.now.get()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("status").asText()).isEqualTo("accepted");
    ReceivedId id = ReceivedId.parse(json(answer).path("id").asText()).orElseThrow();
    ReceivedWebhook stored = Ledgers.over(world).find(World.TENANT, id).orElseThrow();
    assertThat(stored.identity().eventId()).isEqualTo("evt_1");
    assertThat(stored.identity().eventType()).isEqualTo("invoice.paid");
    assertThat(stored.content().bytes()).isEqualTo(BODY.getBytes(StandardCharsets.UTF_8));
    assertThat(stored.receivedAt()).isEqualTo(world.now.get());
    assertThat(stored.headers().first("stripe-signature")).isPresent();
  }

  @Test
  void the_same_event_again_is_a_duplicate_of_the_first() throws Exception {
    Provider stripe = stripe(settings -> settings);
    String first = json(stripe.post(stripe.signed(BODY, world.now.get()))).path("id").asText();

    ProviderAnswer again = stripe.post(stripe.signed(BODY, world.now.get().plusSeconds(3)));

    assertThat(again.status()).isEqualTo(200);
    assertThat(json(again).path("status").asText()).isEqualTo("duplicate");
    assertThat(json(again).path("id").asText()).isEqualTo(first);
  }

  @Test
  void the_secret_that_verified_is_named_and_its_use_is_counted() {
    Provider stripe = stripe(settings -> settings);
    stripe.post(stripe.signed(BODY, world.now.get()));
    world.secrets.flush();

    SecretInfo secret = world.sources.secrets(World.TENANT, stripe.source().id()).getFirst();
    assertThat(secret.verifiedCount()).isOne();
    assertThat(secret.lastVerifiedAt()).isEqualTo(world.now.get());
    assertThat(received().getFirst().verifiedBy()).isEqualTo(secret.id());
  }

  @Test
  void during_an_overlap_both_secrets_verify_and_after_it_only_the_new_one() throws Exception {
    Provider old = stripe(settings -> settings);
    SecretInfo next =
        world.sources.rotateSecret(
            World.TENANT,
            old.source().id(),
            new dev.postern.ingest.SecretRotation(
                java.util.Optional.empty(), Duration.ofHours(1), false));
    Provider renewed = new Provider(reception, old.source(), String.valueOf(next.value()));

    assertThat(old.post(old.signed(BODY, world.now.get())).status()).isEqualTo(200);
    assertThat(renewed.post(renewed.signed(BODY, world.now.get())).status()).isEqualTo(200);
    world.now.updateAndGet(now -> now.plus(Duration.ofHours(1)));
    assertThat(code(old.post(old.signed(BODY, world.now.get())))).isEqualTo("bad_signature");
    assertThat(renewed.post(renewed.signed(BODY, world.now.get())).status()).isEqualTo(200);
  }

  @Test
  void the_success_status_of_the_source_is_used() {
    Provider created = stripe(settings -> edit(settings, "success_status", "202"));
    Provider silent = stripe(settings -> edit(settings, "success_status", "204"));

    assertThat(created.post(created.signed(BODY, world.now.get())).status()).isEqualTo(202);
    ProviderAnswer answer = silent.post(silent.signed(BODY, world.now.get()));
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void slacks_handshake_is_answered_and_leaves_no_webhook() {
    Source source = world.source("slack", "slack-secret");
    Provider slack = new Provider(reception, source, "slack-secret");

    ProviderAnswer answer =
        slack.post(
            slack.signed("{\"type\":\"url_verification\",\"challenge\":\"c-1\"}", world.now.get()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("c-1");
    assertThat(world.rows("received")).isZero();
  }

  @Test
  void with_the_database_gone_the_sender_is_told_to_come_back() {
    Provider stripe = stripe(settings -> settings);
    stripe.post(stripe.signed(BODY, world.now.get()));
    world.database.database().update("alter table received_key rename to away");

    ProviderAnswer answer =
        stripe.post(stripe.signed("{\"id\":\"evt_9\",\"type\":\"invoice.paid\"}", world.now.get()));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().first("Retry-After")).contains("5");
    world.database.database().update("alter table away rename to received_key");
    assertThat(
            stripe
                .post(
                    stripe.signed("{\"id\":\"evt_9\",\"type\":\"invoice.paid\"}", world.now.get()))
                .status())
        .isEqualTo(200);
    assertThat(counters.snapshot()).containsEntry("unavailable", 1L).containsEntry("accepted", 2L);
  }

  @Test
  void a_forwarding_source_hands_over_right_after_the_commit() {
    Provider stripe = stripe(settings -> settings.forwarding(new Forward(true, "stripe")));

    stripe.post(stripe.signed(BODY, world.now.get()));

    await().until(() -> !world.handovers.handed.isEmpty());
    HandedEvent event = world.handovers.handed.getFirst();
    assertThat(event.type()).isEqualTo("stripe.invoice.paid");
    assertThat(event.data().path("id").asText()).isEqualTo("evt_1");
  }

  @Test
  void watchers_of_the_tenant_see_what_happens_and_nobody_else_does() {
    List<ReceivedFeed.Update> own = new CopyOnWriteArrayList<>();
    List<ReceivedFeed.Update> others = new CopyOnWriteArrayList<>();
    Provider stripe = stripe(settings -> settings);
    try (ReceivedFeed.Subscription watching = world.feed.subscribe(World.TENANT, own::add);
        ReceivedFeed.Subscription elsewhere = world.feed.subscribe(World.OTHER, others::add)) {
      assertThat(watching).isNotSameAs(elsewhere);
      stripe.post(stripe.signed(BODY, world.now.get()));
      stripe.post(stripe.signed(BODY, world.now.get()));
      stripe.post(stripe.signed(BODY, world.now.get()).withBody("{}"));
      assertThat(own).as("a refusal is told when it can be read").hasSize(2);
      world.rejections.flush();
      world.rejections.flush();
    }
    stripe.post(stripe.signed(BODY, world.now.get()));

    assertThat(own)
        .extracting(update -> update.getClass().getSimpleName())
        .containsExactly("Webhook", "Duplicate", "Refused");
    assertThat(others).isEmpty();
  }

  @Test
  void a_paused_source_tells_its_provider_to_come_again_and_takes_it_then() throws Exception {
    Provider stripe = stripe(settings -> settings);
    pause(stripe);

    ProviderAnswer paused = stripe.post(stripe.signed(BODY, world.now.get()));

    assertThat(paused.status()).isEqualTo(503);
    assertThat(paused.headers().first("Retry-After")).isPresent();
    world.database.database().update("delete from pause");
    world.pauses.refresh();
    assertThat(stripe.post(stripe.signed(BODY, world.now.get())).status()).isEqualTo(200);
  }
}
