package dev.postern.core.pause;

import dev.postern.core.Service;
import dev.postern.core.store.Patience;
import dev.postern.core.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What is stopped, as this node knows it: a second old at most. While the store is away the last
 * knowledge counts; before there is any, everything is stopped. Asking costs a read of memory.
 */
@Service
public class PauseBoard {
  private static final System.Logger LOG = System.getLogger(PauseBoard.class.getName());

  private record Stopped(Set<UUID> intake, Set<UUID> deliveries) {
    static final Stopped EVERYTHING =
        new Stopped(Set.of(Pause.EVERYTHING), Set.of(Pause.EVERYTHING));
  }

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final PauseStore store;
  private volatile Stopped stopped = Stopped.EVERYTHING;
  private volatile boolean draining;

  @Inject
  public PauseBoard(PauseStore store) {
    this.store = store;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      ScheduledExecutorService timer) {
    // Before anything is taken in or sent: somebody may have stopped it while no node ran.
    refresh();
    timer.scheduleWithFixedDelay(this::refresh, 1, 1, TimeUnit.SECONDS);
  }

  /** Whoever still asks on an open connection is told that the node goes. */
  void end(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    drain(true);
  }

  /** Whether providers are told to come again later. */
  public boolean stopsIntake(UUID tenant, UUID source) {
    Set<UUID> ids = stopped.intake();
    return !ids.isEmpty()
        && (ids.contains(Pause.EVERYTHING) || ids.contains(tenant) || ids.contains(source));
  }

  /** Whether this node sends nothing at all. */
  public boolean stopsSending() {
    return draining || stopped.deliveries().contains(Pause.EVERYTHING);
  }

  /** This node is to be taken away: it is not ready, and begins nothing new. */
  public boolean draining() {
    return draining;
  }

  public void drain(boolean wanted) {
    draining = wanted;
  }

  public void refresh() {
    try {
      Set<UUID> intake = new HashSet<>();
      Set<UUID> deliveries = new HashSet<>();
      for (Pause pause : Patience.within(PATIENCE, store::all)) {
        if (pause.intake()) {
          intake.add(pause.object());
        }
        if (pause.deliveries()) {
          deliveries.add(pause.object());
        }
      }
      stopped = new Stopped(intake, deliveries);
    } catch (StoreException away) {
      LOG.log(System.Logger.Level.DEBUG, "pauses_not_read", away);
    }
  }
}
