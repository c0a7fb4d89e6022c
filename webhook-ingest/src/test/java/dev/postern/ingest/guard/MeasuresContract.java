package dev.postern.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.json.Json;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.Measure;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for a measure that is asked for again. */
abstract class MeasuresContract {
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
  void asked_for_again_it_lasts_longer_and_the_trail_says_so() {
    Measure applied = block(Duration.ofHours(1));
    world.now.updateAndGet(now -> now.plusSeconds(600));

    Measure prolonged = block(Duration.ofHours(1));

    assertThat(prolonged.id()).isEqualTo(applied.id());
    assertThat(prolonged.expiresAt()).isEqualTo(applied.expiresAt().plusSeconds(600));
    AuditEntry entry = trail().getFirst();
    assertThat(entry.action()).isEqualTo("source.measure.prolonged");
    assertThat(entry.targetId()).isEqualTo(source.id().toString());
    assertThat(entry.before()).contains(Json.timestamp(applied.expiresAt()));
    assertThat(entry.after()).contains(Json.timestamp(prolonged.expiresAt()));
  }

  @Test
  void asked_for_less_it_stays_and_nothing_is_written() {
    Measure applied = block(Duration.ofHours(1));

    assertThat(block(Duration.ofMinutes(5))).isEqualTo(applied);

    assertThat(trail())
        .extracting(AuditEntry::action)
        .filteredOn(action -> action.startsWith("source.measure."))
        .containsExactly("source.measure.applied");
  }

  private Measure block(Duration lasting) {
    return world.guards.measures.apply(
        new Measures.Wish(
            World.TENANT,
            source.id(),
            Measure.Kind.BLOCK_NETWORK,
            "203.0.113.0/24",
            lasting,
            "By hand"));
  }

  private List<AuditEntry> trail() {
    return world
        .guards
        .audit
        .list(World.TENANT.uuid(), AuditFilter.ALL, PageRequest.first(9))
        .data();
  }

  static final class H2Test extends MeasuresContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends MeasuresContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
