package dev.postern.ingest.handover;

import dev.postern.core.handover.HandedEvent;
import dev.postern.core.id.TenantId;
import dev.postern.ingest.World;
import dev.postern.ingest.handle.Handlers;
import dev.postern.ingest.handle.WebhookHandler;
import dev.postern.ingest.source.store.SourceStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The handover of a test's world, with an outbound half that only remembers. */
public final class Handovers {
  public final List<HandedEvent> handed = new CopyOnWriteArrayList<>();
  public volatile Consumer<HandedEvent> sink = event -> {};
  public final HandoverRooms rooms;
  public final HandoverQueue queue;
  public final Recipients recipients;
  public final HandoverTask task;
  public final Handover handover;

  private Handovers(World world, SourceStore sources, List<WebhookHandler> handlers) {
    queue = new HandoverQueue(world.database.database());
    rooms =
        new HandoverRooms(
            queue,
            new CargoStore(world.database.database(), sources),
            new OutcomeStore(world.database.database()));
    recipients = new Recipients(this::accept, new Handlers(handlers), world.config);
    task =
        new HandoverTask(
            rooms,
            recipients,
            new Handing(
                rooms,
                world.database.transactions(),
                world.now::get,
                world.scheduler,
                world.config),
            new Conclusion(
                rooms, world.database.transactions(), world.feed, world.now::get, world.config),
            world.database.transactions());
    handover =
        new Handover(rooms, task, world.database.transactions(), world.executor, world.config);
  }

  public static Handovers over(World world, SourceStore sources) {
    return new Handovers(world, sources, List.of());
  }

  /** As on a node whose application brings handlers. */
  public static Handovers with(World world, WebhookHandler... handlers) {
    return new Handovers(world, new SourceStore(world.database.entities()), List.of(handlers));
  }

  private void accept(TenantId tenant, HandedEvent event) {
    sink.accept(event);
    handed.add(event);
  }
}
