package dev.postern.ingest.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.tenant.TenantDeleted;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import dev.postern.ingest.network.IpText;
import dev.postern.ingest.receive.Sighting;
import dev.postern.ingest.source.LiveSource;
import dev.postern.ingest.source.SourceToken;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must forget of the networks that failed. */
abstract class NetworkFailuresContract {
  private World world;

  abstract World open();

  @BeforeEach
  void openWorld() {
    world = open();
    Source source = world.source("stripe", "whsec_secret");
    String url = source.ingestUrl();
    LiveSource live =
        SourceToken.parse(url.substring(url.lastIndexOf('/') + 1))
            .flatMap(world.directory::find)
            .orElseThrow();
    world.guards.failures.seen(
        new Sighting(
            live,
            Objects.requireNonNull(IpText.parse("203.0.113.9")),
            "bad_signature",
            Duration.ZERO));
    world.guards.failures.flush();
    assertThat(world.rows("source_network_failure")).isOne();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void they_are_kept_for_as_long_as_an_alarm_looks_back() {
    world.now.updateAndGet(now -> now.plus(NetworkFailures.KEPT));
    world.guards.failures.sweep();
    assertThat(world.rows("source_network_failure")).isOne();

    world.now.updateAndGet(now -> now.plusSeconds(1));
    world.guards.failures.sweep();
    assertThat(world.rows("source_network_failure")).isZero();
  }

  @Test
  void they_go_with_their_tenant() {
    NetworkFailureStore store = new NetworkFailureStore(world.database.database());
    store.purge(new TenantDeleted(World.OTHER));
    assertThat(world.rows("source_network_failure")).isOne();

    store.purge(new TenantDeleted(World.TENANT));
    assertThat(world.rows("source_network_failure")).isZero();
  }

  static final class H2Test extends NetworkFailuresContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends NetworkFailuresContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
