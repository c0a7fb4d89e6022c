package dev.postern.ingest.handover;

import dev.postern.core.handover.HandedEvent;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.store.NoticeStore;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.World;
import dev.postern.ingest.handle.Handlers;
import dev.postern.ingest.handle.WebhookHandler;
import dev.postern.ingest.source.store.SourceStore;
import dev.postern.ingest.store.SourceGate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The handover of a test's world, with an outbound half that only remembers. */
public final class Handovers {
  public final List<HandedEvent> handed = new CopyOnWriteArrayList<>();
  public final List<TenantId> handedTo = new CopyOnWriteArrayList<>();
  public volatile Consumer<HandedEvent> sink = event -> {};
  public final List<String> ends = new CopyOnWriteArrayList<>();
  public final Notices notices;
  public final HandoverRooms rooms;
  public final HandoverQueue queue;
  public final Recipients recipients;
  public final HandoverTask task;
  public final Handover handover;

  private Handovers(World world, SourceStore sources, List<WebhookHandler> handlers) {
    HandoverWatch watched = new Remembering(ends);
    notices =
        new Notices(
            new NoticeStore(world.database.database()),
            world.database.transactions(),
            new Stamp(world.ids, world.now::get),
            changed -> {});
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
                rooms,
                world.database.transactions(),
                new Announcement(world.feed, watched, notices, world.sources, world.now::get),
                world.now::get,
                world.config),
            world.database.transactions());
    handover =
        new Handover(rooms, task, world.database.transactions(), world.executor, world.config);
  }

  public static Handovers over(World world, SourceStore sources) {
    return new Handovers(world, sources, List.of());
  }

  /** As on a node whose application brings handlers. */
  public static Handovers with(World world, WebhookHandler... handlers) {
    return new Handovers(
        world,
        new SourceStore(world.database.entities(), new SourceGate(world.database.database())),
        List.of(handlers));
  }

  private void accept(TenantId tenant, HandedEvent event) {
    sink.accept(event);
    handedTo.add(tenant);
    handed.add(event);
  }

  private record Remembering(List<String> ends) implements HandoverWatch {
    @Override
    public void tried(Recipient recipient, Outcome outcome) {
      ends.add(recipient.name() + " " + outcome.getClass().getSimpleName());
    }

    @Override
    public void ended(ReceivedStatus status, Duration age) {
      ends.add(status + " after " + age.toSeconds() + " s");
    }
  }
}
