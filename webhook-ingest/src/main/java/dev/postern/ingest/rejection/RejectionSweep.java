package dev.postern.ingest.rejection;

import dev.postern.core.Service;
import dev.postern.ingest.config.IngestConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Deletes old refusals. Harmless on every node. */
@Service
public class RejectionSweep {
  private static final System.Logger LOG = System.getLogger(RejectionSweep.class.getName());

  private final RejectionStore store;
  private final InstantSource time;
  private final IngestConfig config;

  @Inject
  public RejectionSweep(RejectionStore store, InstantSource time, IngestConfig config) {
    this.store = store;
    this.time = time;
    this.config = config;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      ScheduledExecutorService scheduler) {
    scheduler.scheduleWithFixedDelay(this::sweep, 7, 60, TimeUnit.MINUTES);
  }

  void sweep() {
    try {
      store.deleteBefore(time.instant().minus(config.rejectionsKept()));
    } catch (RuntimeException away) {
      // A timer that throws is never run again.
      LOG.log(System.Logger.Level.WARNING, "rejection_sweep_failed", away);
    }
  }
}
