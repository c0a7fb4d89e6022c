package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.page.PageRequest;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.vault.Owner;
import dev.postern.core.vault.SecretInfo;
import dev.postern.core.vault.Secrets;
import dev.postern.core.vault.TestSecrets;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.RejectionQuery;
import dev.postern.ingest.SecretRotation;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import dev.postern.ingest.rejection.RejectionStore;
import dev.postern.ingest.rejection.StoredRejections;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A secret that one node has ended is dead at another at once, although that one still knows it as
 * live: what it has read of secrets may be a second old.
 */
abstract class EndedSecretContract {
  private static final String OLD = "whsec_old";
  private static final SecretRotation TO_NEW =
      new SecretRotation(Optional.of(SecretText.of("whsec_new")), Duration.ZERO, false);

  private World world;
  private Source source;
  private Secrets here;
  private Provider there;

  abstract World open();

  @BeforeEach
  void twoNodes() {
    world = open();
    source = world.source("stripe", OLD);
    here = world.secrets.secrets();
    TestSecrets secretsThere =
        TestSecrets.over(world.database, world.now::get, world.ids, world.scheduler);
    Reception reception = Receptions.elsewhere(world, new InboundCounters(List.of()), secretsThere);
    there = new Provider(reception, source, OLD);
    assertThat(post("evt_before").status()).as("it has read its secrets now").isEqualTo(200);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_rotation_without_overlap_is_known_everywhere_at_once() {
    SecretInfo unused = rotate(Duration.ZERO);

    refused("evt_after");
  }

  @Test
  void a_secret_that_was_expired_is_dead_everywhere_at_once() {
    SecretInfo unused = rotate(Duration.ofHours(1));
    assertThat(post("evt_overlap").status()).as("it is still live").isEqualTo(200);
    SecretInfo old = here.list(World.TENANT, Owner.of(source.id())).getLast();
    SecretInfo ended = here.expire(World.TENANT, Owner.of(source.id()), old.id());
    assertThat(ended.id()).isEqualTo(old.id());

    refused("evt_after");
    refused("evt_overlap");
  }

  @Test
  void what_waits_for_a_rotation_under_way_is_judged_by_what_it_wrote() throws Exception {
    AtomicReference<Future<ProviderAnswer>> waiting = new AtomicReference<>();
    world
        .database
        .transactions()
        .run(() -> {
          SecretInfo unused = world.sources.rotateSecret(World.TENANT, source.id(), TO_NEW);
          waiting.set(world.executor.submit(() -> post("evt_waiting")));
          LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        });

    assertThat(waiting.get().get().status()).isEqualTo(401);
    assertThat(world.rows("received")).isEqualTo(1);
  }

  private SecretInfo rotate(Duration overlap) {
    SecretText next = SecretText.of("whsec_new");
    return here.rotate(World.TENANT, Owner.of(source.id()), next, overlap, false);
  }

  private void refused(String id) {
    long before = world.rows("received");
    ProviderAnswer answer = post(id);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("\"code\":\"bad_signature\"");
    assertThat(world.rows("received")).isEqualTo(before);
    assertThat(world.rows("received_key")).isEqualTo(before);
    world.rejections.flush();
    assertThat(rejections())
        .isNotEmpty()
        .allSatisfy(rejection -> assertThat(rejection.reason()).isEqualTo("bad_signature"));
  }

  private List<Rejection> rejections() {
    return new StoredRejections(new RejectionStore(world.database.database()))
        .list(World.TENANT, RejectionQuery.ALL, PageRequest.first(10))
        .data();
  }

  private ProviderAnswer post(String id) {
    return there.post(there.signed("{\"id\":\"%s\"}".formatted(id), world.now.get()));
  }

  static final class H2Test extends EndedSecretContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends EndedSecretContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
