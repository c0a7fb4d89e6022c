package dev.postern.outbound.endpoint;

import static dev.postern.outbound.OutboundTables.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SecretId;
import dev.postern.core.signature.StandardWebhooks;
import dev.postern.core.store.Database;
import dev.postern.core.vault.SecretInfo;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.endpoint.VerificationKeys.Jwk;
import dev.postern.outbound.endpoint.store.PublicKeyStore;
import dev.postern.outbound.subscription.TestSubscriptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a public key is told, by a node that had read it before it ended. */
abstract class AnnouncedKeysContract {
  private OutboundTables tables;
  private Endpoints endpoints;
  private Counted store;
  private VerificationKeys node;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    endpoints = TestEndpoints.over(tables, new TestSubscriptions(tables).door);
    store = new Counted(tables.database.database());
    node = new VerificationKeys(store, () -> tables.now);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void it_is_told_until_the_instant_at_which_it_ends_and_no_answer_may_be_kept_beyond() {
    EndpointId id = signedByKeyPair();
    String next = rotated(id, Duration.ofMinutes(2)).toString();
    String old = kids(id).getFirst();
    Instant end = tables.now.plus(Duration.ofMinutes(2));
    assertThat(kids(id)).containsExactly(old, next);
    assertThat(node.live(id).fresh()).isEqualTo(Duration.ofSeconds(60));

    tables.now = end.minusSeconds(10);
    assertThat(node.live(id).fresh()).isEqualTo(Duration.ofSeconds(10));
    assertThat(node.live().fresh()).isEqualTo(Duration.ofSeconds(10));

    tables.now = end.minusNanos(1_000);
    assertThat(kids(id)).containsExactly(old, next);
    assertThat(node.live(id).fresh().toSeconds()).isZero();

    tables.now = end;
    assertThat(kids(id)).containsExactly(next);
    assertThat(everybodys()).containsExactly(next);
    assertThat(node.live(id).fresh()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void what_another_node_changed_is_told_as_soon_as_that_answered() {
    EndpointId id = signedByKeyPair();
    for (int round = 0; round < 4; round++) {
      String old = kids(id).getFirst();
      assertThat(everybodys()).containsExactly(old);

      String next = rotated(id, Duration.ofHours(1)).toString();
      assertThat(kids(id)).as("before anything signed by it arrives").containsExactly(old, next);
      assertThat(everybodys()).containsExactly(old, next);

      SecretInfo unused = endpoints.expireSecret(ACME, id, SecretId.parse(old).orElseThrow());
      assertThat(kids(id)).containsExactly(next);
      assertThat(everybodys()).containsExactly(next);
    }
  }

  @Test
  void of_an_endpoint_that_is_deleted_none_is_told() throws InterruptedException {
    EndpointId id = signedByKeyPair();
    assertThat(kids(id)).hasSize(1);

    endpoints.delete(ACME, id);

    Thread.sleep(250);
    assertThat(kids(id)).isEmpty();
    assertThat(everybodys()).isEmpty();
  }

  @Test
  void however_often_strangers_ask_the_store_is_asked_four_times_a_second() {
    EndpointId id = signedByKeyPair();
    long begun = System.nanoTime();

    for (int i = 0; i < 5_000; i++) {
      assertThat(kids(id)).hasSize(1);
      assertThat(everybodys()).hasSize(1);
      assertThat(kids(new EndpointId(tables.id()))).isEmpty();
    }

    long quarters = (System.nanoTime() - begun) / 250_000_000;
    assertThat(store.readings.get()).isBetween(1, (int) quarters + 1);
  }

  @Test
  void where_the_store_fails_who_waits_is_told_and_nobody_tries_in_turn() throws Exception {
    EndpointId id = signedByKeyPair();
    tables.database.database().update("alter table endpoint_public_key rename to away");
    CountDownLatch together = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> waiting = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        waiting.add(
            threads.submit(() -> {
              together.await();
              return catchThrowable(() -> node.live(id)).getClass().getSimpleName();
            }));
      }
      together.countDown();
      for (Future<String> one : waiting) {
        assertThat(one.get()).isEqualTo("StoreException");
      }
    } finally {
      tables.database.database().update("alter table away rename to endpoint_public_key");
    }
    assertThat(store.readings.get()).isLessThan(200);
    assertThat(kids(id)).hasSize(1);
  }

  private EndpointId signedByKeyPair() {
    return endpoints
        .create(
            ACME,
            EndpointSettings.at("https://receiver.example/in"),
            StandardWebhooks.generateEd25519(new SecureRandom()))
        .endpoint()
        .id();
  }

  private SecretId rotated(EndpointId id, Duration overlap) {
    return endpoints
        .rotateSecret(ACME, id, new Endpoints.SecretRotation(overlap, null, false))
        .id();
  }

  private List<String> kids(EndpointId id) {
    return node.live(id).keys().stream().map(Jwk::kid).toList();
  }

  private List<String> everybodys() {
    return node.live().keys().stream().map(Jwk::kid).toList();
  }

  /** The store itself, and how often it was read. */
  private static final class Counted extends PublicKeyStore {
    private final AtomicInteger readings = new AtomicInteger();

    Counted(Database database) {
      super(database);
    }

    @Override
    public List<PublicKey> endingAfter(Instant moment) {
      readings.incrementAndGet();
      return super.endingAfter(moment);
    }
  }

  static final class H2Test extends AnnouncedKeysContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends AnnouncedKeysContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}
