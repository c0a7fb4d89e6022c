package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.claim.BacklogStore;
import dev.postern.outbound.health.EndpointHealth;
import dev.postern.outbound.health.HealthStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes what is held follow the endpoints' status, a portion at a time: so that suspending an
 * endpoint with a long backlog is no long transaction, and that its return is a ramp. Thread-safe.
 */
@Service
public class BacklogKeeper {
  static final int RELEASED_A_STEP = 250;
  static final int HELD_A_STEP = 2_000;
  private static final long A_STEP_NANOS = Duration.ofMillis(250).toNanos();

  private final BacklogStore backlog;
  private final HealthStore healths;
  private final Transactions transactions;
  private final Set<EndpointId> unsettled = ConcurrentHashMap.newKeySet();

  @Inject
  public BacklogKeeper(BacklogStore backlog, HealthStore healths, Transactions transactions) {
    this.backlog = backlog;
    this.healths = healths;
    this.transactions = transactions;
  }

  void check(Collection<EndpointId> endpoints) {
    unsettled.addAll(endpoints);
  }

  /** Finds endpoints that a node which died, or another one, left half done. */
  void lookAround() {
    unsettled.addAll(backlog.mismatched());
  }

  /** Finds deleted endpoints whose rows a node that died left behind. */
  void lookForOrphans() {
    unsettled.addAll(backlog.orphaned());
  }

  /** Frees lines of ordering keys that somebody broke by hand. */
  void mendLines() {
    transactions.run(backlog::mendLines);
  }

  /** One portion for every endpoint that needs one. True when rows became free to claim. */
  boolean step() {
    boolean released = false;
    long begun = System.nanoTime();
    for (EndpointId endpoint : List.copyOf(unsettled)) {
      // Claims wait for this: however many endpoints need a portion, the others come next time.
      if (System.nanoTime() - begun > A_STEP_NANOS) {
        break;
      }
      // Taken out first: who checks meanwhile means a later state.
      unsettled.remove(endpoint);
      boolean done = false;
      try {
        Portion portion = transactions.required(() -> align(endpoint));
        done = portion.done();
        released |= portion.released();
      } finally {
        if (!done) {
          unsettled.add(endpoint);
        }
      }
    }
    return released;
  }

  record Portion(boolean done, boolean released) {}

  /** The first portion may be part of the transaction that changes the status. */
  Portion align(EndpointId endpoint) {
    EndpointHealth health = healths.lock(Set.of(endpoint), Set.of()).get(endpoint);
    return switch (health) {
      // Deleted: no claim takes its rows any more, they are only to be told that they are over.
      case null ->
          new Portion(
              backlog.endEndpoint(endpoint, "endpoint_deleted", HELD_A_STEP) < HELD_A_STEP, false);
      case EndpointHealth.Active active -> {
        int released = backlog.release(endpoint, RELEASED_A_STEP);
        yield new Portion(released < RELEASED_A_STEP, released > 0);
      }
      case EndpointHealth.Suspended suspended -> hold(endpoint, "endpoint_suspended");
      case EndpointHealth.Disabled disabled -> hold(endpoint, "endpoint_disabled");
    };
  }

  private Portion hold(EndpointId endpoint, String reason) {
    return new Portion(backlog.hold(endpoint, reason, HELD_A_STEP) < HELD_A_STEP, false);
  }
}
