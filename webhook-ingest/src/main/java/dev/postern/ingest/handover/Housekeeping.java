package dev.postern.ingest.handover;

import dev.postern.core.Service;
import dev.postern.ingest.config.IngestConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Forgets outcomes and keys in time, and rows that lost their source. Harmless on every node. */
@Service
public class Housekeeping {
  private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());

  private final HandoverRooms rooms;
  private final InstantSource time;
  private final IngestConfig config;

  @Inject
  public Housekeeping(HandoverRooms rooms, InstantSource time, IngestConfig config) {
    this.rooms = rooms;
    this.time = time;
    this.config = config;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      ScheduledExecutorService scheduler) {
    scheduler.scheduleWithFixedDelay(this::sweep, 5, 60, TimeUnit.MINUTES);
  }

  void sweep() {
    try {
      rooms.queue().deleteOrphans();
      rooms.outcomes().forgetBefore(time.instant().minus(config.handover().outcomesKept()));
    } catch (RuntimeException away) {
      // A timer that throws is never run again.
      LOG.log(System.Logger.Level.WARNING, "handover_sweep_failed", away);
    }
  }
}
