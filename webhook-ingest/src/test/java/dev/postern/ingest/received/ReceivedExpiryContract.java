package dev.postern.ingest.received;

import static dev.postern.ingest.store.Webhooks.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.audit.Actor;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.page.PageRequest;
import dev.postern.core.retention.Retention;
import dev.postern.core.retention.TenantRetention;
import dev.postern.ingest.AsJson;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import dev.postern.ingest.source.store.RetentionRules;
import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.Receipt;
import dev.postern.ingest.store.ReceivedStoreProducer;
import dev.postern.ingest.store.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is forgotten, and when, on every database. */
abstract class ReceivedExpiryContract {
  private World world;
  private ReceivedExpiry expiry;

  abstract World open();

  @BeforeEach
  void openWorld() {
    world = open();
    expiry =
        new ReceivedExpiry(
            new ReceivedExpiryStore(world.database.database()),
            new RetentionRules(world.database.database(), retention()),
            world.database.transactions(),
            world.secrets.trail(),
            world.now::get,
            world.config);
    // Ids carry the real time: the test's clock follows it.
    world.now.set(Instant.ofEpochMilli(world.ids.next().getMostSignificantBits() >>> 16));
  }

  private TenantRetention retention() {
    return new TenantRetention(
        world.database.database(), world.secrets.trail(), world.database.transactions());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_source_keeps_webhooks_for_its_own_time_and_others_for_their_tenants() {
    Source week = world.source("stripe", "x", was -> AsJson.with(was, "{\"retention_days\":7}"));
    Source other = world.source("stripe", "x");
    take(webhook(world, week.id(), "e1", "{}", false));
    take(webhook(world, other.id(), "e1", "{}", false));

    later(Duration.ofDays(6));
    assertThat(expiry.run()).as("what it freed").isZero();
    assertThat(world.rows("received")).isEqualTo(2);
    later(Duration.ofDays(2));
    assertThat(expiry.run()).isOne();
    assertThat(world.rows("received")).isOne();
    assertThat(world.rows("received_key")).isEqualTo(2);

    retention().change(World.TENANT, was -> new Retention(90, 30, 9));
    later(Duration.ofHours(23));
    expiry.run();
    assertThat(world.rows("received")).as("not a day too early").isOne();
    later(Duration.ofHours(2));
    expiry.run();
    assertThat(world.rows("received")).isZero();
  }

  @Test
  void what_was_freed_is_in_the_tenants_trail_once_and_nothing_where_nothing_was() {
    for (String event : List.of("e1", "e2")) {
      Source source =
          world.source("stripe", event, was -> AsJson.with(was, "{\"retention_days\":7}"));
      take(webhook(world, source.id(), event, "{}", false));
    }

    expiry.run();
    assertThat(freed()).isEmpty();
    later(Duration.ofDays(8));
    expiry.run();
    expiry.run();

    assertThat(freed())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.actor()).isEqualTo(Actor.machine("retention"));
          assertThat(entry.after()).isEqualTo("{\"received\":2}");
        });
  }

  private List<AuditEntry> freed() {
    return world
        .secrets
        .trail()
        .list(World.TENANT.uuid(), AuditFilter.ALL, PageRequest.first(10))
        .data()
        .stream()
        .filter(entry -> entry.action().equals("retention.freed"))
        .toList();
  }

  @Test
  void what_somebody_still_waits_for_is_kept() {
    Source day = world.source("stripe", "x", was -> AsJson.with(was, "{\"retention_days\":1}"));
    take(webhook(world, day.id(), "e1", "{}", true));

    later(Duration.ofDays(30));
    expiry.run();

    assertThat(world.rows("received")).isOne();
  }

  @Test
  void a_copy_of_what_was_purged_stays_out_until_its_key_is_forgotten() {
    Source day = world.source("stripe", "x", was -> AsJson.with(was, "{\"retention_days\":1}"));
    take(webhook(world, day.id(), "e1", "{}", false));

    later(Duration.ofDays(89));
    expiry.run();
    assertThat(take(webhook(world, day.id(), "e1", "{}", false)))
        .isInstanceOf(Receipt.Replayed.class);
    later(Duration.ofDays(2));
    expiry.run();
    assertThat(world.rows("received_key")).isZero();
  }

  @Test
  void a_key_lives_as_long_as_its_webhook() {
    Source source =
        world.source("stripe", "x", was -> AsJson.with(was, "{\"retention_days\":3650}"));
    take(webhook(world, source.id(), "e1", "{}", false));

    later(Duration.ofDays(400));
    expiry.run();

    assertThat(world.rows("received_key")).isOne();
  }

  @Test
  void nonces_are_forgotten_in_time_however_many_there_are() {
    Source source = world.source("mailgun", "x");
    world
        .database
        .transactions()
        .run(() -> {
          for (int i = 0; i < ReceivedExpiryStore.AT_ONCE + 5; i++) {
            world
                .database
                .database()
                .update(
                    """
                    insert into seen_nonce (source_id, nonce_sha256, event_id, seen_at)
                    values (?, ?, 'e', ?)
                    """,
                    source.id(),
                    bytes(i),
                    world.now.get());
          }
        });
    later(Duration.ofDays(89));
    take(Webhooks.used("n", webhook(world, source.id(), "e2", "{}", false)));
    later(Duration.ofDays(2));

    expiry.run();

    assertThat(world.rows("seen_nonce")).isOne();
  }

  private static byte[] bytes(int number) {
    return new UUID(0, number).toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  private void later(Duration duration) {
    world.now.updateAndGet(now -> now.plus(duration));
  }

  private Receipt take(NewReceived row) {
    return world
        .database
        .transactions()
        .required(() ->
            ReceivedStoreProducer.of(world.database.database()).take(List.of(row)).getFirst());
  }

  static final class H2Test extends ReceivedExpiryContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends ReceivedExpiryContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
