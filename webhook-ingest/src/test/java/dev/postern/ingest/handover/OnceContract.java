package dev.postern.ingest.handover;

import static dev.postern.ingest.store.Webhooks.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SourceId;
import dev.postern.core.signature.HeaderFields;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import dev.postern.ingest.handle.IncomingWebhook;
import dev.postern.ingest.handle.Once;
import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.ReceivedStoreProducer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What "once" means on every database: once for each handler and event, and never less. */
abstract class OnceContract {
  private final List<String> done = new CopyOnWriteArrayList<>();
  private World world;
  private Once once;

  abstract World open();

  @BeforeEach
  void openWorld() {
    world = open();
    once = new Once(world.database.database(), world.database.transactions(), world.now::get);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void each_of_two_handlers_does_its_work_for_one_event() {
    Handovers node =
        Handovers.with(
            world,
            HandlerContract.handler("book", it -> once.run(it, () -> done.add("booked"))),
            HandlerContract.handler("mail", it -> once.run(it, () -> done.add("mailed"))));
    Source source = world.source("stripe", "whsec_secret");
    NewReceived row = webhook(world, source.id(), "e1", "{}", true);
    world
        .database
        .transactions()
        .run(() -> ReceivedStoreProducer.of(world.database.database()).take(List.of(row)));

    await()
        .until(() -> {
          node.handover.wake();
          return world.rows("handover_outcome") == 2;
        });

    assertThat(done).containsExactly("booked", "mailed");
  }

  @Test
  void two_events_of_one_id_are_two() {
    SourceId source = new SourceId(world.ids.next());

    assertThat(once.run(given(source, "{\"objectId\":1}"), () -> done.add("first"))).isTrue();
    assertThat(once.run(given(source, "{\"objectId\":2}"), () -> done.add("second"))).isTrue();
    assertThat(once.run(given(source, "{\"objectId\":1}"), () -> done.add("again"))).isFalse();

    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void what_an_older_version_has_done_is_not_done_again() throws Exception {
    SourceId source = new SourceId(world.ids.next());
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest("e1".getBytes(StandardCharsets.UTF_8));
    assertThat(
            once.run(
                World.TENANT,
                source + "|" + HexFormat.of().formatHex(digest),
                () -> done.add("v1")))
        .isTrue();

    assertThat(once.run(given(source, "{}"), () -> done.add("again"))).isFalse();

    assertThat(done).containsExactly("v1");
  }

  private IncomingWebhook given(SourceId source, String body) {
    return new IncomingWebhook(
        new ReceivedId(world.ids.next()),
        new IncomingWebhook.Origin(World.TENANT, source, "hubspot-v3"),
        "e1",
        null,
        world.now.get(),
        HeaderFields.of(),
        body.getBytes(StandardCharsets.UTF_8),
        1,
        "book");
  }

  static final class H2Test extends OnceContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends OnceContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
