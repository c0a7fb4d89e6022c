package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.PlatformConfig.NodeRole;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts the engine on nodes that deliver, and drains it when the node stops. */
@Service
public class DeliveryEngine {
  private static final System.Logger LOG = System.getLogger(DeliveryEngine.class.getName());

  private final DeliveryWorker worker;
  private final ClaimLoop claims;
  private final SettleLoop settlements;
  private final Dispatcher dispatcher;
  private final ScheduledExecutorService timer;

  private final Stop stop = new Stop();
  private final Stop claimed = new Stop();
  private final Stop drained = new Stop();
  private volatile boolean started;

  @Inject
  DeliveryEngine(
      DeliveryWorker worker,
      ClaimLoop claims,
      SettleLoop settlements,
      Dispatcher dispatcher,
      ScheduledExecutorService timer) {
    this.worker = worker;
    this.claims = claims;
    this.settlements = settlements;
    this.dispatcher = dispatcher;
    this.timer = timer;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event, PlatformConfig platform) {
    if (platform.roles().contains(NodeRole.DELIVER)) {
      start();
    }
  }

  void start() {
    started = true;
    long renewal = worker.renewEvery().toMillis();
    timer.scheduleWithFixedDelay(this::renew, renewal, renewal, TimeUnit.MILLISECONDS);
    dispatcher.run(this::settle);
    dispatcher.run(this::helpSettling);
    dispatcher.run(this::claim);
  }

  /**
   * Claims nothing more, gives back what is claimed and not begun, and gives what is being sent a
   * while to end and be stored. The lease of what takes longer is kept: its receiver has it, and
   * may yet answer.
   */
  @PreDestroy
  void stop() {
    dispatcher.beginNothing();
    stop.raise();
    if (!started) {
      return;
    }
    try {
      if (!drained()) {
        LOG.log(
            System.Logger.Level.WARNING,
            "drain_incomplete in_flight={0}: sent again when their leases end",
            worker.sending());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.log(System.Logger.Level.WARNING, "drain_interrupted in_flight={0}", worker.sending());
    }
  }

  /** What is claimed from now on is given back. */
  boolean stopping() {
    return stop.isRaised();
  }

  /** The timer ends with the application: leases are kept from here. */
  private boolean drained() throws InterruptedException {
    Duration step = worker.renewEvery();
    for (Duration left = worker.drain(); left.isPositive(); left = left.minus(step)) {
      if (drained.await(left.compareTo(step) < 0 ? left : step)) {
        return true;
      }
      renew();
    }
    return drained.await(Duration.ZERO);
  }

  private void claim() {
    try {
      claims.run(stop, dispatcher);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.log(System.Logger.Level.WARNING, "claim_loop_interrupted");
    } finally {
      dispatcher.giveBackWaiting();
      claimed.raise();
    }
  }

  private void settle() {
    try {
      settlements.run(claimed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.log(System.Logger.Level.WARNING, "settle_loop_interrupted");
    } finally {
      drained.raise();
    }
  }

  private void helpSettling() {
    try {
      settlements.help(claimed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.log(System.Logger.Level.WARNING, "settle_loop_interrupted");
    }
  }

  private void renew() {
    try {
      dispatcher.step(worker::renewLeases);
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "lease_renewal_failed", e);
    }
  }
}
