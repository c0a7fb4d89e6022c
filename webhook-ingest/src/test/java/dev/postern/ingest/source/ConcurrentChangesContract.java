package dev.postern.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.ingest.DenyList;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for people who change the same thing at once. */
abstract class ConcurrentChangesContract {
  private static final int PEOPLE = 4;
  private static final int CHANGES = 5;

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
  void no_change_of_a_source_is_lost_to_another() throws Exception {
    Source source = world.source("stripe", "whsec_secret");

    together(() -> {
      Source unused = world.sources.update(World.TENANT, source.id(), this::longer);
    });

    assertThat(world.sources.find(World.TENANT, source.id()).orElseThrow().name())
        .isEqualTo(source.name() + "x".repeat(PEOPLE * CHANGES));
  }

  @Test
  void no_change_of_a_deny_list_is_lost_to_another() throws Exception {
    DenyList list =
        world.guards.lists.create(World.TENANT, new DenyList.Edit("A", null, 3600, true));

    together(() -> {
      DenyList unused =
          world.guards.lists.update(
              World.TENANT,
              list.id(),
              now -> new DenyList.Edit(now.name() + "x", now.url(), 3600, now.enabled()));
    });

    assertThat(world.guards.lists.find(World.TENANT, list.id()).edit().name())
        .isEqualTo("A" + "x".repeat(PEOPLE * CHANGES));
  }

  private SourceEdit longer(SourceEdit now) {
    return new SourceEdit(now.name() + "x", now.provider(), now.enabled(), now.settings());
  }

  private void together(Runnable change) throws Exception {
    CyclicBarrier start = new CyclicBarrier(PEOPLE);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      all.add(
          world.executor.submit(() -> {
            start.await();
            for (int n = 0; n < CHANGES; n++) {
              change.run();
            }
            return true;
          }));
    }
    for (Future<?> each : all) {
      each.get();
    }
  }

  static final class H2Test extends ConcurrentChangesContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends ConcurrentChangesContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
