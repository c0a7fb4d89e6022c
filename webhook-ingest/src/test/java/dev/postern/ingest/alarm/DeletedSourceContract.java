package dev.postern.ingest.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.notice.Notice;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import dev.postern.ingest.figures.FigureStore;
import dev.postern.ingest.figures.NetworkFailureStore;
import dev.postern.ingest.handover.Announcement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was told of a source is over once the source is deleted, on every database. */
abstract class DeletedSourceContract {
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
  void its_incidents_end_and_those_of_others_go_on() {
    Source gone = world.source("stripe", "whsec_secret");
    Source kept = world.source("stripe", "whsec_secret");
    for (String kind : new String[] {AlarmDesk.KIND, Announcement.DEAD}) {
      raise(kind, gone);
      raise(kind, kept);
    }
    world.sources.delete(World.TENANT, gone.id());

    watch().round();

    assertThat(world.guards.notices.list(World.TENANT, true, PageRequest.first(10)).data())
        .extracting(RaisedNotice::incident)
        .containsExactlyInAnyOrder(
            AlarmDesk.KIND + ":" + kept.id(), Announcement.DEAD + ":" + kept.id());
  }

  private void raise(String kind, Source source) {
    world.guards.notices.raise(
        new Notice(
            World.TENANT,
            kind,
            Notice.Severity.WARNING,
            kind + ":" + source.id(),
            "Something is wrong.",
            Map.of("source_id", source.id().toString())));
  }

  private AlarmWatch watch() {
    FigureStore figures = new FigureStore(world.database.database());
    return new AlarmWatch(
        new BaselineStore(world.database.database()),
        figures,
        new AlarmDesk(
            world.sources,
            figures,
            new Offenders(new NetworkFailureStore(world.database.database())),
            new Responder(world.guards.measures, world.guards.networks),
            world.guards.notices),
        world.database.transactions(),
        world.now::get);
  }

  static final class H2Test extends DeletedSourceContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends DeletedSourceContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
