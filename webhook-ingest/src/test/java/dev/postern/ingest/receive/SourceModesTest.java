package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.id.Mode;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.TenantId;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.Forward;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.ReceivedWebhook;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.World;
import dev.postern.ingest.handle.IncomingWebhook;
import dev.postern.ingest.handle.WebhookHandler;
import dev.postern.ingest.handover.Handovers;
import dev.postern.ingest.received.Ledgers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets the webhooks of a source that is only being tried out, and of a tenant's test mode. */
class SourceModesTest extends AtTheDoor {
  private final List<IncomingWebhook> handled = new CopyOnWriteArrayList<>();
  private Handovers node;

  @BeforeEach
  void handleEverything() {
    node =
        Handovers.with(
            world,
            new WebhookHandler(
                "all", new WebhookHandler.Interest("*", List.of("*")), true, null, handled::add));
    reception = Receptions.over(world, counters, node);
  }

  @Test
  void a_source_in_test_mode_verifies_and_records_and_hands_on_to_nobody() throws Exception {
    Provider trial = provider(World.TENANT, "test");
    Provider live = provider(World.TENANT, "live");

    assertThat(json(trial.post(trial.signed(BODY, world.now.get()))).path("status").asText())
        .isEqualTo("accepted");
    assertThat(code(trial.post(trial.signed(BODY, world.now.get()).withBody("{}"))))
        .isEqualTo("bad_signature");
    assertThat(received().getFirst().status()).isEqualTo(ReceivedStatus.PROCESSED);
    assertThat(world.rows("handover_queue")).isZero();

    // The other source's comes later: once it is there, the first would have been.
    live.post(live.signed(BODY, world.now.get()));
    await().until(() -> handled.size() + node.handed.size() >= 2 && idle());
    assertThat(handled)
        .extracting(webhook -> webhook.origin().source())
        .containsExactly(live.source().id());
    assertThat(node.handed).hasSize(1);
  }

  @Test
  void in_the_tenants_test_mode_a_webhook_goes_on_to_that_modes_own() {
    TenantId testing = World.TENANT.in(Mode.TEST);
    Provider provider = provider(testing, "test");

    provider.post(provider.signed(BODY, world.now.get()));

    await().until(() -> handled.size() + node.handed.size() >= 2 && idle());
    assertThat(node.handedTo).containsExactly(testing);
    assertThat(handled).extracting(webhook -> webhook.origin().tenant()).containsExactly(testing);
  }

  @Test
  void nothing_leaves_a_source_in_test_mode_by_being_handed_over_again() {
    Provider trial = provider(World.TENANT, "test");
    Provider live = provider(World.TENANT, "live");
    ProviderAnswer unused = trial.post(trial.signed(BODY, world.now.get()));

    reprocess(received().getFirst().id());
    ProviderAnswer alsoUnused = live.post(live.signed(BODY, world.now.get()));

    await().until(() -> handled.size() + node.handed.size() >= 2 && idle());
    assertThat(handled)
        .extracting(webhook -> webhook.origin().source())
        .containsExactly(live.source().id());
    assertThat(node.handed).hasSize(1);
    assertThat(received())
        .extracting(ReceivedWebhook::status)
        .containsOnly(ReceivedStatus.PROCESSED);
  }

  @Test
  void what_was_taken_in_before_a_source_was_set_to_testing_goes_on() {
    node.sink =
        event -> {
          throw new IllegalStateException("The outbound half is away.");
        };
    Provider provider = provider(World.TENANT, "live");
    ProviderAnswer unused = provider.post(provider.signed(BODY, world.now.get()));
    await().until(() -> received().getFirst().status() == ReceivedStatus.RETRYING);
    Source source = provider.source();
    Source alsoUnused =
        world.sources.update(
            World.TENANT,
            source.id(),
            new SourceEdit(
                source.name(), "stripe", true, edit(source.settings(), "mode", "\"test\"")));
    node.sink = event -> {};
    int due =
        world.database.database().update("update handover_queue set due_at = current_timestamp");
    assertThat(due).isOne();
    node.handover.wake();

    await().until(this::idle);
    assertThat(node.handed).hasSize(1);
    assertThat(received().getFirst().status()).isEqualTo(ReceivedStatus.PROCESSED);
  }

  private void reprocess(ReceivedId id) {
    ReceivedWebhook unused = Ledgers.over(world, node).reprocess(World.TENANT, id);
  }

  private boolean idle() {
    return world.rows("handover_queue") == 0;
  }

  private Provider provider(TenantId tenant, String mode) {
    SourceSettings settings =
        edit(
            SourceSettings.defaults().forwarding(new Forward(true, "in.")),
            "mode",
            "\"" + mode + "\"");
    Source source =
        world
            .sources
            .create(
                tenant,
                new SourceEdit("A source", "stripe", true, settings),
                new FirstSecret.Given(SecretText.of(SECRET)))
            .source();
    return new Provider(reception, source, SECRET);
  }
}
