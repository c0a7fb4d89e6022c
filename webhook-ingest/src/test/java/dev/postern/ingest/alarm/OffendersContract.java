package dev.postern.ingest.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import dev.postern.ingest.figures.NetworkFailureStore;
import dev.postern.ingest.figures.NetworkFailures;
import dev.postern.ingest.network.IpText;
import dev.postern.ingest.receive.Sighting;
import dev.postern.ingest.rejection.RefusedCall;
import dev.postern.ingest.source.LiveSource;
import dev.postern.ingest.source.SourceToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is behind a burst has to be found however much else went wrong before and beside it. */
abstract class OffendersContract {
  private World world;
  private Source source;
  private LiveSource live;

  abstract World open();

  @BeforeEach
  void openWorld() {
    world = open();
    source = world.source("stripe", "whsec_secret");
    String url = source.ingestUrl();
    live =
        SourceToken.parse(url.substring(url.lastIndexOf('/') + 1))
            .flatMap(world.directory::find)
            .orElseThrow();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void an_hour_of_two_clients_that_sign_wrongly_hides_no_attack() {
    for (int minute = 0; minute < 50; minute++) {
      refused("198.51.100.1");
      refused("192.0.2.200");
      pass(60);
    }
    Instant begun = world.now.get();
    for (int i = 0; i < 100; i++) {
      refused("203.0.113." + (i % 50));
      pass(1);
    }
    refused("198.51.100.1");
    pass(60);

    Offenders.Found found = found(begun);
    assertThat(found.networks())
        .containsExactly(Map.entry("203.0.113.0/24", 100L), Map.entry("198.51.100.0/24", 1L));
    assertThat(found.more()).isFalse();
    assertThat(Responder.culprits(found.networks(), Set.of())).containsExactly("203.0.113.0/24");
    assertThat(world.rows("rejection where client_ip = 'various'"))
        .as("what is recorded of refusals no longer tells clients apart")
        .isOne();
  }

  @Test
  void of_networks_without_end_those_with_a_good_part_are_told_apart_each_minute() {
    Instant begun = world.now.get();
    for (int i = 0; i < 40_000; i++) {
      failed(i % 10 == 9 ? "203.0.113.9" : "10." + (i >> 8) + "." + (i & 255) + ".1");
      if (i % 10_000 == 9_999) {
        pass(60);
      }
    }

    Offenders.Found found = found(begun);
    assertThat(found.networks().entrySet().iterator().next())
        .isEqualTo(Map.entry("203.0.113.0/24", 4_000L));
    assertThat(found.more()).isTrue();
    assertThat(Responder.culprits(found.networks(), Set.of())).containsExactly("203.0.113.0/24");
    assertThat(world.rows("source_network_failure")).isEqualTo(4 * (128 + 1));
    assertThat(
            world
                .database
                .database()
                .queryOne(
                    "select sum(failures) as n from source_network_failure", row -> row.number("n"))
                .orElseThrow())
        .as("none is lost")
        .isEqualTo(40_000);
  }

  @Test
  void nodes_count_together_and_what_is_no_failure_is_not_counted() {
    NetworkFailures other =
        new NetworkFailures(
            new NetworkFailureStore(world.database.database()),
            world.database.transactions(),
            world.now::get);
    Instant begun = world.now.get();
    failed("203.0.113.9");
    seen(other, "203.0.113.10", "missing_signature");
    seen(other, "203.0.113.10", "accepted");
    seen(other, "203.0.113.10", "rate_limited");
    other.flush();
    world.guards.failures.flush();

    assertThat(found(begun).networks()).isEqualTo(Map.of("203.0.113.0/24", 2L));
  }

  @Test
  void counts_are_kept_while_the_store_is_away() {
    Instant begun = world.now.get();
    failed("203.0.113.9");
    world.database.database().update("alter table source_network_failure rename to away");
    world.guards.failures.flush();
    failed("203.0.113.9");
    world.database.database().update("alter table away rename to source_network_failure");
    world.guards.failures.flush();

    assertThat(found(begun).networks()).isEqualTo(Map.of("203.0.113.0/24", 2L));
  }

  private void refused(String client) {
    failed(client);
    world.rejections.record(
        new RefusedCall(
            World.TENANT,
            source.id(),
            "bad_signature",
            client,
            () -> new RefusedCall.Detail("", null, null),
            world.now.get()));
  }

  private void failed(String client) {
    seen(world.guards.failures, client, "bad_signature");
  }

  private void seen(NetworkFailures node, String client, String outcome) {
    node.seen(
        new Sighting(live, Objects.requireNonNull(IpText.parse(client)), outcome, Duration.ZERO));
  }

  private void pass(int seconds) {
    world.guards.failures.flush();
    world.rejections.flush();
    world.now.updateAndGet(now -> now.plusSeconds(seconds));
    world.rejections.flush();
  }

  private Offenders.Found found(Instant since) {
    return new Offenders(new NetworkFailureStore(world.database.database())).since(source, since);
  }

  static final class H2Test extends OffendersContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends OffendersContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
