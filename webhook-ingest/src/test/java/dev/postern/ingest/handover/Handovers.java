package dev.postern.ingest.handover;

import dev.postern.core.handover.HandedEvent;
import dev.postern.core.id.TenantId;
import dev.postern.ingest.World;
import dev.postern.ingest.source.store.SourceStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The handover of a test's world, with an outbound half that only remembers. */
public final class Handovers {
  public final List<HandedEvent> handed = new CopyOnWriteArrayList<>();
  public volatile Consumer<HandedEvent> sink = event -> {};
  public final HandoverQueue queue;
  public final HandoverTask task;
  public final Handover handover;

  private Handovers(World world, SourceStore sources) {
    queue = new HandoverQueue(world.database.database());
    task =
        new HandoverTask(
            new HandoverRooms(queue, new CargoStore(world.database.database(), sources)),
            this::accept,
            world.database.transactions(),
            world.feed,
            world.config);
    handover =
        new Handover(queue, task, world.database.transactions(), world.executor, world.config);
  }

  public static Handovers over(World world, SourceStore sources) {
    return new Handovers(world, sources);
  }

  private void accept(TenantId tenant, HandedEvent event) {
    sink.accept(event);
    handed.add(event);
  }
}
