package dev.postern.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.ingest.Measure;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import dev.postern.ingest.network.IpText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for several measures of one source. */
abstract class CombinedMeasuresContract {
  private static final String NETWORK = "203.0.113.0/24";

  private World world;
  private Source source;

  abstract World open();

  @BeforeEach
  void openWorld() {
    world = open();
    source = world.source("stripe", "whsec_secret");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void the_strictest_counts_in_whatever_order_they_came() {
    apply(Measure.Kind.TIGHTEN_LIMIT, null);
    assertThat(against("203.0.113.7")).contains(Measure.Kind.TIGHTEN_LIMIT);
    apply(Measure.Kind.BLOCK_NETWORK, NETWORK);
    assertThat(against("203.0.113.7")).contains(Measure.Kind.BLOCK_NETWORK);
    assertThat(against("192.0.2.1")).contains(Measure.Kind.TIGHTEN_LIMIT);
    apply(Measure.Kind.DISABLE_SOURCE, null);
    assertThat(against("203.0.113.7")).contains(Measure.Kind.DISABLE_SOURCE);
  }

  @Test
  void what_a_person_has_undone_the_machine_does_not_do_again_in_the_same_burst() {
    Instant since = world.now.get();
    Measures.Wish wish = wish(Measure.Kind.BLOCK_NETWORK, NETWORK);
    Measure made = world.guards.measures.applyUnlessUndone(wish, since).orElseThrow();
    world.now.updateAndGet(now -> now.plusSeconds(60));
    assertThat(world.guards.measures.applyUnlessUndone(wish, since))
        .map(Measure::id)
        .contains(made.id());

    Measure unused = world.guards.measures.undo(World.TENANT, source.id(), made.id());
    world.now.updateAndGet(now -> now.plusSeconds(60));

    assertThat(world.guards.measures.applyUnlessUndone(wish, since)).isEmpty();
    assertThat(against("203.0.113.7")).isEmpty();
    Measures.Wish other = wish(Measure.Kind.BLOCK_NETWORK, "198.51.100.0/24");
    assertThat(world.guards.measures.applyUnlessUndone(other, since)).isPresent();
    assertThat(world.guards.measures.applyUnlessUndone(wish, world.now.get())).isPresent();
  }

  @Test
  void asked_for_by_several_people_at_once_it_is_one() throws Exception {
    int people = 4;
    CyclicBarrier together = new CyclicBarrier(people);
    List<Future<Measure>> made = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      made.add(
          world.executor.submit(() -> {
            together.await();
            return world.guards.measures.apply(wish(Measure.Kind.DISABLE_SOURCE, null));
          }));
    }
    for (Future<Measure> each : made) {
      assertThat(each.get().id()).isEqualTo(made.getFirst().get().id());
    }
    assertThat(world.rows("source_measure")).isOne();
  }

  private Optional<Measure.Kind> against(String client) {
    return world
        .guards
        .active
        .against(source.id(), Objects.requireNonNull(IpText.parse(client)), world.now.get())
        .map(Measure::kind);
  }

  private void apply(Measure.Kind kind, @Nullable String network) {
    Measure unused = world.guards.measures.apply(wish(kind, network));
  }

  private Measures.Wish wish(Measure.Kind kind, @Nullable String network) {
    return new Measures.Wish(
        World.TENANT, source.id(), kind, network, Duration.ofHours(1), "An attack");
  }

  static final class H2Test extends CombinedMeasuresContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends CombinedMeasuresContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
