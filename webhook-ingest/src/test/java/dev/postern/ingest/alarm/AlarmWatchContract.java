package dev.postern.ingest.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.json.Json;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.ingest.Measure;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.World;
import dev.postern.ingest.figures.FigureStore;
import dev.postern.ingest.figures.LatencyStore;
import dev.postern.ingest.figures.NetworkFailureStore;
import dev.postern.ingest.figures.SourceFigures;
import dev.postern.ingest.network.IpText;
import dev.postern.ingest.receive.Sighting;
import dev.postern.ingest.source.LiveSource;
import dev.postern.ingest.source.SourceToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must carry: the watch, the alarm and the answer to it. */
abstract class AlarmWatchContract {
  private World world;
  private SourceFigures figures;
  private AlarmWatch watch;
  private AlarmWatch secondNode;

  abstract World open();

  @BeforeEach
  void openWorld() {
    world = open();
    FigureStore store = new FigureStore(world.database.database());
    figures =
        new SourceFigures(
            store,
            new LatencyStore(world.database.database()),
            world.database.transactions(),
            world.now::get);
    watch = watch(store);
    secondNode = watch(store);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_burst_is_told_in_words_and_resolved_when_it_is_over() {
    Source source = source("none");
    usual(source);
    burst(source, 120);
    watch.round();
    secondNode.round();

    RaisedNotice notice = notices(true).getFirst();
    assertThat(notice.kind()).isEqualTo("source.signature_failures");
    assertThat(notice.sentence())
        .startsWith("The source \"A source\" sees bad_signature ")
        .endsWith("from 3 networks.");
    assertThat(notice.details().get("networks")).contains("203.0.113.0/24");
    assertThat(notices(true)).as("one incident, whichever node looks").hasSize(1);
    assertThat(measures(source)).as("nothing is done unasked").isEmpty();

    for (int i = 0; i < 5; i++) {
      world.now.updateAndGet(now -> now.plus(Interval.LENGTH));
      watch.round();
    }
    assertThat(notices(true)).isEmpty();
    assertThat(notices(false)).hasSize(1);
  }

  @Test
  void the_networks_of_a_burst_are_blocked_for_an_hour_but_none_that_sent_good_ones() {
    Source source = source("block_network");
    usual(source);
    burst(source, 120);
    watch.round();
    watch.round();

    assertThat(measures(source))
        .extracting(Measure::network)
        .containsExactlyInAnyOrder("203.0.113.0/24", "2001:db8:0:1:0:0:0:0/64");
    assertThat(blocked(source, "203.0.113.77")).isTrue();
    assertThat(blocked(source, "192.0.2.1")).as("good ones come from there").isFalse();
    assertThat(audited("source.measure.applied"))
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.actor().id()).isEqualTo("guard"));

    world.now.updateAndGet(now -> now.plus(Duration.ofMinutes(61)));
    assertThat(blocked(source, "203.0.113.77")).as("it ends by itself").isFalse();
  }

  @Test
  void a_measure_can_be_undone_once_and_that_is_audited() {
    Source source = source("disable_source");
    usual(source);
    burst(source, 120);
    watch.round();
    Measure measure = measures(source).getFirst();
    assertThat(measure.kind()).isEqualTo(Measure.Kind.DISABLE_SOURCE);
    assertThat(measure.reason()).startsWith("bad_signature ");
    assertThat(blocked(source, "198.51.100.1")).isTrue();

    world.guards.measures.undo(World.TENANT, source.id(), measure.id());

    assertThat(blocked(source, "198.51.100.1")).isFalse();
    assertThat(audited("source.measure.undone")).hasSize(1);
    assertThatThrownBy(() -> world.guards.measures.undo(World.TENANT, source.id(), measure.id()))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("measure_over");
    assertThatThrownBy(() -> world.guards.measures.undo(World.OTHER, source.id(), measure.id()))
        .hasMessageStartingWith("not_found");
  }

  @Test
  void while_the_burst_goes_on_the_source_stays_as_a_person_has_left_it() {
    Source source = source("disable_source");
    usual(source);
    burst(source, 120);
    watch.round();
    Measure undone =
        world.guards.measures.undo(World.TENANT, source.id(), measures(source).getFirst().id());

    for (int i = 0; i < 3; i++) {
      world.now.updateAndGet(now -> now.plusSeconds(60));
      burst(source, 40);
      watch.round();
      secondNode.round();
    }

    assertThat(measures(source)).containsExactly(undone);
    assertThat(blocked(source, "198.51.100.1")).isFalse();
  }

  @Test
  void two_nodes_that_look_at_once_do_not_both_answer() throws Exception {
    Source source = source("none");
    usual(source);
    burst(source, 120);
    watch.round();
    responding(source, "disable_source");
    long before = revision();
    CyclicBarrier together = new CyclicBarrier(2);
    List<Future<?>> rounds =
        List.of(watch, secondNode).stream()
            .<Future<?>>map(node ->
                world.executor.submit(() -> {
                  together.await();
                  node.round();
                  return true;
                }))
            .toList();
    for (Future<?> round : rounds) {
      round.get();
    }

    assertThat(measures(source)).hasSize(1);
    assertThat(revision())
        .as("whoever answers moves it, so the other does not")
        .isGreaterThan(before);
  }

  private long revision() {
    return world
        .database
        .database()
        .queryOne("select revision from source_baseline", row -> row.number("revision"))
        .orElseThrow();
  }

  @Test
  void a_deleted_source_leaves_nothing_of_its_guard() {
    Source source = source("tighten_limit");
    usual(source);
    burst(source, 120);
    watch.round();
    assertThat(world.rows("source_measure")).isOne();
    world.sources.delete(World.TENANT, source.id());
    assertThat(world.rows("source_measure")).isZero();
    assertThat(world.rows("source_baseline")).isZero();
    assertThat(world.rows("verified_network")).isZero();
    assertThat(world.rows("source_figure")).isZero();
  }

  /** Two hours in which a source is used and never fails. */
  private void usual(Source source) {
    for (int i = 0; i < 24; i++) {
      seen(source, "accepted", "192.0.2.1", 20);
      world.now.updateAndGet(now -> now.plus(Interval.LENGTH));
      watch.round();
    }
    assertThat(notices(true)).isEmpty();
  }

  private void burst(Source source, int failures) {
    for (int i = 0; i < failures; i++) {
      String client =
          switch (i % 4) {
            case 0 -> "192.0.2.9";
            case 1 -> "2001:db8:0:1::" + Integer.toHexString(i);
            default -> "203.0.113." + i;
          };
      seen(source, "bad_signature", client, 1);
    }
    world.guards.failures.flush();
    world.now.updateAndGet(now -> now.plusSeconds(90));
  }

  private void seen(Source source, String outcome, String client, int times) {
    Sighting sighting =
        new Sighting(
            live(source), Objects.requireNonNull(IpText.parse(client)), outcome, Duration.ZERO);
    for (int i = 0; i < times; i++) {
      figures.seen(sighting);
      world.guards.networks.seen(sighting);
      world.guards.failures.seen(sighting);
    }
    figures.flush();
  }

  private AlarmWatch watch(FigureStore store) {
    return new AlarmWatch(
        new BaselineStore(world.database.database()),
        store,
        new AlarmDesk(
            world.sources,
            store,
            new Offenders(new NetworkFailureStore(world.database.database())),
            new Responder(world.guards.measures, world.guards.networks),
            world.guards.notices),
        world.database.transactions(),
        world.now::get);
  }

  private Source source(String response) {
    return world.source("stripe", "whsec_secret", settings -> responding(settings, response));
  }

  private void responding(Source source, String response) {
    Source unused =
        world.sources.update(
            World.TENANT,
            source.id(),
            new SourceEdit("A source", "stripe", true, responding(source.settings(), response)));
  }

  private static SourceSettings responding(SourceSettings settings, String response) {
    ObjectNode tree = Json.mapper().valueToTree(settings);
    tree.put("auto_response", response);
    try {
      return Json.mapper().treeToValue(tree, SourceSettings.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean blocked(Source source, String client) {
    InetAddress address = Objects.requireNonNull(IpText.parse(client));
    return world.guards.active.against(source.id(), address, world.now.get()).isPresent();
  }

  private LiveSource live(Source of) {
    String token = of.ingestUrl().substring(of.ingestUrl().lastIndexOf('/') + 1);
    return SourceToken.parse(token).flatMap(world.directory::find).orElseThrow();
  }

  private List<Measure> measures(Source source) {
    return world.guards.measures.list(World.TENANT, source.id(), PageRequest.first(50)).data();
  }

  private List<RaisedNotice> notices(boolean open) {
    return world.guards.notices.list(World.TENANT, open, PageRequest.first(50)).data();
  }

  private List<AuditEntry> audited(String action) {
    return world
        .guards
        .audit
        .list(World.TENANT.uuid(), AuditFilter.ALL, PageRequest.first(50))
        .data()
        .stream()
        .filter(entry -> entry.action().equals(action))
        .toList();
  }

  static final class H2Test extends AlarmWatchContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends AlarmWatchContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
