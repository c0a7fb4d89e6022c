package dev.postern.ingest.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import dev.postern.ingest.network.IpText;
import dev.postern.ingest.pipeline.Gate;
import dev.postern.ingest.pipeline.SignatureRule;
import dev.postern.ingest.rate.SharedRequestRates;
import dev.postern.ingest.store.ReceivedStoreProducer;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must say to a played attack, and forget. */
abstract class SimulatorContract {
  private World world;

  abstract World open();

  @BeforeEach
  void openWorld() {
    world = open();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_provider_that_signs_the_time_is_safe_from_all_four() {
    Simulation simulation = play(world.source("stripe", "whsec_secret"), "192.0.2.1");

    assertThat(simulation.safe()).isTrue();
    assertThat(simulation.results())
        .extracting(Simulation.Verdict::name, Simulation.Verdict::verdict)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("signed", "accepted"),
            org.assertj.core.groups.Tuple.tuple("duplicate", "duplicate"),
            org.assertj.core.groups.Tuple.tuple("stale_replay", "stale_timestamp"),
            org.assertj.core.groups.Tuple.tuple("tampered", "bad_signature"));
  }

  @Test
  void one_that_signs_no_time_is_saved_by_the_events_id() {
    Simulation simulation = play(world.source("github", "secret"), "192.0.2.1");
    assertThat(simulation.results())
        .extracting(Simulation.Verdict::verdict)
        .containsExactly("accepted", "duplicate", "duplicate", "bad_signature");
    assertThat(simulation.safe()).isTrue();
  }

  @Test
  void it_leaves_no_trace_and_can_be_played_again() {
    Source source = world.source("stripe", "whsec_secret");
    play(source, "192.0.2.1");
    assertThat(play(source, "192.0.2.1").safe()).isTrue();
    for (String table : new String[] {"received", "received_key", "handover_queue", "rejection"}) {
      assertThat(world.rows(table)).as(table).isZero();
    }
  }

  @Test
  void what_keeps_the_played_client_out_is_reported() {
    Source source =
        world.source(
            "stripe",
            "whsec_secret",
            settings ->
                dev.postern.ingest.AsJson.with(
                    settings, "{\"allowed_cidrs\":[\"198.51.100.0/24\"]}"));
    Simulation simulation = play(source, "192.0.2.1");
    assertThat(simulation.safe()).isFalse();
    assertThat(simulation.results().getFirst().verdict()).isEqualTo("ip_not_allowed");
    assertThat(play(source, "198.51.100.1").safe()).isTrue();
  }

  @Test
  void without_a_secret_that_signs_it_says_so() {
    Source bare =
        world
            .sources
            .create(
                World.TENANT,
                new dev.postern.ingest.SourceEdit(
                    "Bare", "stripe", true, dev.postern.ingest.SourceSettings.defaults()),
                new dev.postern.ingest.FirstSecret.Absent())
            .source();
    assertThatThrownBy(() -> play(bare, "192.0.2.1")).hasMessageStartingWith("cannot_sign");
  }

  private Simulation play(Source source, String client) {
    Gate gate =
        new Gate(
            world.guards.rule,
            new SharedRequestRates(),
            new SignatureRule(world.secrets.secrets(), world.secrets.evidence()),
            world.now::get,
            world.config);
    Rehearsal rehearsal =
        new Rehearsal(
            gate,
            ReceivedStoreProducer.of(world.database.database()),
            world.database.transactions(),
            world.guards.stamp);
    return new Simulator(
            world.sources, world.directory, world.secrets.secrets(), rehearsal, world.now::get)
        .run(World.TENANT, source.id(), Objects.requireNonNull(IpText.parse(client)));
  }

  static final class H2Test extends SimulatorContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends SimulatorContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
