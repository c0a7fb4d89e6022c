package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.DeliveryQueue;
import dev.postern.outbound.claim.Lane;
import dev.postern.outbound.config.OutboundConfig;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The steps of the engine, for whoever drives them: {@link DeliveryEngine} in a node. It keeps what
 * is in flight; everything else is in the store.
 */
@Service
public class DeliveryWorker {
  private final Claimer claimer;
  private final Messages messages;
  private final DeliveryQueue queue;
  private final OutboundConfig config;
  private final Pace pace;
  private final InFlight inFlight;

  @Inject
  DeliveryWorker(
      Claimer claimer, Messages messages, DeliveryQueue queue, OutboundConfig config, Pace pace) {
    this.claimer = claimer;
    this.messages = messages;
    this.queue = queue;
    this.config = config;
    this.pace = pace;
    this.inFlight = new InFlight(new Ahead(pace::monotonic));
  }

  /** Claims what there is room for. What cannot be loaded, or weighs too much, is given back. */
  List<Dispatch> claim(Lane lane) {
    return claim(() -> claimer.claim(lane, inFlight));
  }

  /** Whether tenants with little under way may be waiting for the slots of others. */
  boolean crowded() {
    return claimer.crowded(inFlight);
  }

  /** For these, when {@link #crowded}. */
  List<Dispatch> claimReserved(Lane lane) {
    return claim(() -> claimer.claimReserved(lane, inFlight));
  }

  private List<Dispatch> claim(Supplier<List<ClaimedDelivery>> claims) {
    if (inFlight.freeBytes() <= 0) {
      return List.of();
    }
    long now = pace.monotonic();
    List<ClaimedDelivery> claimed = claims.get();
    if (claimed.isEmpty()) {
      return List.of();
    }
    boolean ready = false;
    try {
      Messages.Loaded found = messages.load(claimed, inFlight.freeBytes());
      found.messages().forEach((id, message) -> inFlight.weigh(id, message.payload().length));
      giveBack(claimed.stream().filter(d -> found.tooMuch().contains(d.id())).toList());
      List<Dispatch> loaded =
          claimed.stream()
              .filter(d -> !found.tooMuch().contains(d.id()))
              .map(d -> new Dispatch(d, Optional.ofNullable(found.messages().get(d.id())), now))
              .toList();
      ready = true;
      return loaded;
    } finally {
      if (!ready) {
        giveBack(claimed);
      }
    }
  }

  /** If the store does not even take them back, their leases run out. */
  private void giveBack(List<ClaimedDelivery> claimed) {
    if (!claimed.isEmpty()) {
      inFlight.removeAll(claimed);
      queue.release(claimed);
    }
  }

  /** When to claim again at the latest, because a batch is gathering. */
  Optional<Duration> ripeIn() {
    return claimer.ripeIn();
  }

  /** Their requests are over; the results are still to be stored. */
  void sent(Collection<ClaimedDelivery> deliveries) {
    inFlight.sent(deliveries);
  }

  /**
   * Whether there is room for so many that a claim is worth its while before the next result is
   * stored.
   */
  boolean roomy() {
    return inFlight.room(config.maxInFlight()) >= inFlight.worthwhile(config.maxInFlight());
  }

  /** Their results are stored, or will never be. */
  void done(Collection<ClaimedDelivery> deliveries) {
    inFlight.removeAll(deliveries);
  }

  /** Keeps the leases of everything in flight from running out. */
  void renewLeases() {
    List<ClaimedDelivery> all = inFlight.all();
    if (!all.isEmpty()) {
      queue.renew(all, config.lease());
    }
  }

  int sending() {
    return inFlight.total();
  }

  /** How long a stopping node waits for what is in flight. */
  Duration drain() {
    return config.drain();
  }

  Duration renewEvery() {
    return config.lease().dividedBy(3);
  }
}
