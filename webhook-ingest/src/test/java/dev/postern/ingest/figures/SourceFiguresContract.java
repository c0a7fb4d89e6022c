package dev.postern.ingest.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.postern.core.id.SourceId;
import dev.postern.core.problem.ProblemException;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceStats;
import dev.postern.ingest.World;
import dev.postern.ingest.network.IpText;
import dev.postern.ingest.receive.Sighting;
import dev.postern.ingest.source.LiveSource;
import dev.postern.ingest.source.SourceToken;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must know of a source's requests. */
abstract class SourceFiguresContract {
  private World world;
  private Source source;
  private FigureStore store;
  private SourceFigures figures;

  abstract World open();

  @BeforeEach
  void openWorld() {
    world = open();
    source = world.source("stripe", "whsec_secret");
    store = new FigureStore(world.database.database());
    figures = node();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void requests_to_a_paused_source_count_as_unavailable_and_not_as_refused() {
    seen(figures, "paused", 2, 1);
    seen(figures, "unavailable", 1, 1);
    figures.flush();

    SourceStats.Window hour = stats().windows().hour();
    assertThat(hour.received()).isEqualTo(3);
    assertThat(hour.unavailable()).isEqualTo(3);
    assertThat(hour.refused()).isEmpty();
  }

  @Test
  void requests_are_added_up_by_what_they_came_to() {
    seen(figures, "accepted", 3, 10);
    seen(figures, "duplicate", 2, 20);
    seen(figures, "duplicate_differing", 1, 20);
    seen(figures, "bad_signature", 4, 5);
    seen(figures, "stale_timestamp", 1, 5);
    seen(figures, "handshake", 1, 5);
    seen(figures, "unavailable", 1, 105);
    figures.flush();

    SourceStats.Window hour = stats().windows().hour();
    assertThat(hour.received()).isEqualTo(13);
    assertThat(hour.verified()).isEqualTo(6);
    assertThat(hour.accepted()).isEqualTo(3);
    assertThat(hour.duplicates()).isEqualTo(3);
    assertThat(hour.differingDuplicates()).isOne();
    assertThat(hour.handshakes()).isOne();
    assertThat(hour.unavailable()).isOne();
    assertThat(hour.replayAttempts()).isOne();
    assertThat(hour.refused()).isEqualTo(Map.of("bad_signature", 4L, "stale_timestamp", 1L));
    SourceStats.Processing processing = Objects.requireNonNull(hour.processing());
    assertThat(processing.maxMs()).isEqualTo(105.0);
    assertThat(processing.meanMs()).isCloseTo((30 + 60 + 20 + 5 + 5 + 105) / 13.0, within(0.001));
    assertThat(processing.p50Ms()).isBetween(10.0, 10.9);
    assertThat(processing.p95Ms()).isEqualTo(105.0);
    assertThat(stats().windows().week())
        .usingRecursiveComparison()
        .ignoringFields("since")
        .isEqualTo(hour);
  }

  @Test
  void the_tenants_series_has_no_gap_and_tells_verified_from_refused() {
    seen(figures, "accepted", 3, 10);
    seen(figures, "duplicate", 2, 20);
    seen(figures, "bad_signature", 4, 5);
    seen(figures, "handshake", 1, 5);
    figures.flush();
    Instant now = world.now.get();
    IntakeFigures.Series series =
        new IntakeFigures(store)
            .of(
                source.tenant(),
                now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(59)),
                Duration.ofMinutes(1),
                now);
    assertThat(series.points()).hasSize(60);
    assertThat(series.points().getLast().verified()).isEqualTo(5);
    assertThat(series.points().getLast().refused()).isEqualTo(4);
    assertThat(series.verified()).isEqualTo(5);
    assertThat(series.of("bad_signature", "missing_signature")).isEqualTo(4);
  }

  @Test
  void windows_end_where_they_say() {
    seen(figures, "accepted", 1, 1);
    figures.flush();
    pass(Duration.ofMinutes(59));
    assertThat(stats().windows().hour().received()).isOne();
    pass(Duration.ofMinutes(1));
    assertThat(stats().windows().hour().received()).isZero();
    assertThat(stats().windows().hour().processing()).isNull();
    pass(Duration.ofHours(22));
    assertThat(stats().windows().day().received()).isOne();
    pass(Duration.ofHours(1));
    assertThat(stats().windows().day().received()).isZero();
    pass(Duration.ofDays(6));
    assertThat(stats().windows().week().received()).isZero();
  }

  @Test
  void two_nodes_add_to_the_same_figures() {
    SourceFigures other = node();
    for (int i = 0; i < 10; i++) {
      seen(figures, "accepted", 1, 1);
      seen(other, "accepted", 1, 9);
      figures.flush();
      other.flush();
    }
    assertThat(stats().windows().hour().accepted()).isEqualTo(20);
    assertThat(Objects.requireNonNull(stats().windows().hour().processing()).maxMs())
        .isEqualTo(9.0);
  }

  @Test
  void counts_are_kept_while_the_store_is_away() {
    world.database.database().update("alter table source_figure rename to away");
    seen(figures, "accepted", 2, 1);
    figures.flush();
    seen(figures, "accepted", 1, 1);
    world.database.database().update("alter table away rename to source_figure");
    figures.flush();
    figures.flush();
    assertThat(stats().windows().hour().accepted()).isEqualTo(3);
  }

  @Test
  void old_buckets_and_those_of_deleted_sources_go() {
    seen(figures, "accepted", 1, 1);
    figures.flush();
    assertThat(world.rows("source_figure")).isEqualTo(2);
    store.deleteOld(world.now.get().plus(Duration.ofHours(4)));
    assertThat(world.rows("source_figure")).as("the hour is kept").isOne();
    world.sources.delete(World.TENANT, source.id());
    store.deleteOld(world.now.get());
    assertThat(world.rows("source_figure")).isZero();
  }

  @Test
  void percentiles_are_those_of_all_nodes_together() {
    SourceFigures other = node();
    seen(figures, "accepted", 90, 10);
    seen(other, "accepted", 9, 400);
    seen(other, "bad_signature", 1, 3_000);
    figures.flush();
    other.flush();

    SourceStats.Processing processing =
        Objects.requireNonNull(stats().windows().day().processing());
    assertThat(processing.p50Ms()).isBetween(10.0, 10.91);
    assertThat(processing.p95Ms()).isBetween(400.0, 436.3);
    assertThat(processing.p99Ms()).isBetween(400.0, 436.3);
    assertThat(processing.maxMs()).isEqualTo(3_000.0);
    assertThat(world.rows("source_latency")).as("minutes and hours").isEqualTo(6);
    latencies().deleteOld(world.now.get().plus(Duration.ofHours(4)));
    assertThat(world.rows("source_latency")).as("hours").isEqualTo(3);
  }

  @Test
  void another_tenants_source_is_not_found() {
    assertThatThrownBy(() -> statistics().of(World.OTHER, source.id()))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("not_found");
  }

  @Test
  void what_waits_for_its_handover_is_counted_with_its_age() {
    world
        .database
        .database()
        .update(
            """
            insert into handover_queue (id, tenant_id, source_id, due_at, attempt_count)
            values (?, ?, ?, current_timestamp, 0)
            """,
            world.ids.next(),
            World.TENANT,
            source.id());
    world.now.updateAndGet(now -> java.time.Instant.now().plusSeconds(90));
    assertThat(stats().handover().waiting()).isOne();
    assertThat(stats().handover().lagSeconds()).isBetween(89L, 100L);
  }

  private LatencyStore latencies() {
    return new LatencyStore(world.database.database());
  }

  private SourceFigures node() {
    return new SourceFigures(store, latencies(), world.database.transactions(), world.now::get);
  }

  private void seen(SourceFigures node, String outcome, int times, long millis) {
    for (int i = 0; i < times; i++) {
      node.seen(
          new Sighting(
              live(source),
              Objects.requireNonNull(IpText.parse("192.0.2.1")),
              outcome,
              Duration.ofMillis(millis)));
    }
  }

  private LiveSource live(Source of) {
    String token = of.ingestUrl().substring(of.ingestUrl().lastIndexOf('/') + 1);
    return SourceToken.parse(token).flatMap(world.directory::find).orElseThrow();
  }

  private void pass(Duration time) {
    world.now.updateAndGet(now -> now.plus(time));
  }

  private SourceStatistics statistics() {
    return new SourceStatistics(
        world.sources,
        store,
        latencies(),
        new WaitingReads(world.database.database()),
        world.now::get);
  }

  private SourceStats stats() {
    SourceId id = source.id();
    return statistics().of(World.TENANT, id);
  }

  static final class H2Test extends SourceFiguresContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends SourceFiguresContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
