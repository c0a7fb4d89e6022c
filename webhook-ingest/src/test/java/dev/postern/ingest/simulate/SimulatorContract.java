package dev.postern.ingest.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import dev.postern.ingest.network.IpText;
import dev.postern.ingest.pipeline.Gate;
import dev.postern.ingest.pipeline.SignatureRule;
import dev.postern.ingest.rate.SharedRequestRates;
import dev.postern.ingest.store.ReceivedStoreProducer;
import java.security.SecureRandom;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
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
  void one_that_sends_a_token_only_is_told_as_what_it_is() {
    Simulation simulation = play(world.source("gitlab", "secret"), "192.0.2.1");
    Simulation.Verdict tampered = simulation.results().getLast();

    assertThat(tampered.openByNature()).isTrue();
    assertThat(tampered.diagnosis())
        .isEqualTo(
            "GitLab (token) does not sign the whole body (nothing: X-Gitlab-Token carries the"
                + " secret): who has seen one request can write others. Let only its addresses"
                + " in.");
    assertThat(simulation.safe()).as(simulation.toString()).isTrue();
  }

  /** What a scheme says of itself has to be so: operators choose their further defences by it. */
  @Test
  void every_provider_can_be_played_and_a_changed_event_is_found_out_where_it_is_signed() {
    SoftAssertions soft = new SoftAssertions();
    for (SignatureScheme scheme : SignatureSchemes.all()) {
      if (scheme.sharesSecret() && !scheme.provider().equals("custom")) {
        String secret = scheme.generateSecret(new SecureRandom()).reveal();
        Simulation simulation = play(world.source(scheme.provider(), secret), "192.0.2.1");

        soft.assertThat(simulation.safe()).as(scheme.provider() + ": " + simulation).isTrue();
        soft.assertThat(simulation.results().getLast().openByNature())
            .as(scheme.provider() + ": " + simulation)
            .isEqualTo(!scheme.coversBody());
      }
    }
    soft.assertAll();
  }

  @Test
  void it_leaves_no_trace_and_can_be_played_again() {
    Source source = world.source("stripe", "whsec_secret");
    play(source, "192.0.2.1");
    assertThat(play(source, "192.0.2.1").safe()).isTrue();
    world.secrets.flush();
    for (String table :
        new String[] {
          "received",
          "received_key",
          "handover_queue",
          "rejection",
          "secret_use_hour",
          "secret_version where verified_count > 0"
        }) {
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
            new SignatureRule(world.secrets.secrets(), world.secrets.evidence(), world.executor),
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
