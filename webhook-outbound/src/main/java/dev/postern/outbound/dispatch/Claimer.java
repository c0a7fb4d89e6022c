package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.IdSource;
import dev.postern.core.store.StoreException;
import dev.postern.outbound.claim.ClaimBatch;
import dev.postern.outbound.claim.ClaimRequest;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.DeliveryQueue;
import dev.postern.outbound.claim.Lane;
import dev.postern.outbound.claim.PacedClaim;
import dev.postern.outbound.config.OutboundConfig;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Shares a node's free slots out: first attempts before retries, retries within their bound, and in
 * each lane endpoint after endpoint, going on where the last claim ended. For one thread.
 */
@Service
public class Claimer {
  private static final System.Logger LOG = System.getLogger(Claimer.class.getName());
  private static final int MOST_AT_ONCE = 100;

  private final DeliveryQueue queue;
  private final OutboundConfig config;
  private final IdSource ids;
  private final Map<Lane, EndpointId> cursors = new EnumMap<>(Lane.class);
  private final Map<Lane, Set<EndpointId>> paced = new EnumMap<>(Lane.class);
  private Optional<Duration> ripeIn = Optional.empty();

  @Inject
  public Claimer(DeliveryQueue queue, OutboundConfig config, IdSource ids) {
    this.queue = queue;
    this.config = config;
    this.ids = ids;
  }

  /** Claims what fits and adds it to {@code inFlight}; empty when there is nothing or no room. */
  List<ClaimedDelivery> claim(Lane lane, InFlight inFlight) {
    List<ClaimedDelivery> claimed = new ArrayList<>();
    try {
      claim(lane, room(lane, inFlight), inFlight, claimed);
    } catch (StoreException e) {
      if (claimed.isEmpty()) {
        throw e;
      }
      // What was leased before the store went away is ours: dropping it would leak its slots.
      LOG.log(System.Logger.Level.WARNING, "claim_cut_short claimed=" + claimed.size(), e);
    }
    return claimed;
  }

  private int room(Lane lane, InFlight inFlight) {
    int room = Math.min(MOST_AT_ONCE, inFlight.room(config.maxInFlight()));
    return switch (lane) {
      case FIRST_ATTEMPTS -> {
        // Only first attempts gather.
        ripeIn = Optional.empty();
        yield room;
      }
      case RETRIES -> Math.min(room, config.maxRetriesInFlight() - inFlight.retries());
    };
  }

  /** When the next batch that gathers is to go; as the last claim saw it. */
  Optional<Duration> ripeIn() {
    return ripeIn;
  }

  private void claim(Lane lane, int room, InFlight inFlight, List<ClaimedDelivery> claimed) {
    int full = claimed.size() + room;
    boolean fromTheFirst = !cursors.containsKey(lane);
    claimPaced(lane, full, inFlight, claimed);
    while (claimed.size() < full) {
      ClaimRequest request = request(lane, full - claimed.size(), inFlight);
      ClaimBatch batch = queue.claim(request);
      inFlight.add(batch.deliveries());
      claimed.addAll(batch.deliveries());
      paced(lane).addAll(batch.paced());
      claimPaced(lane, full, inFlight, claimed);
      if (batch.resumeAfter().isPresent()) {
        cursors.put(lane, batch.resumeAfter().get());
      } else {
        cursors.remove(lane);
        if (fromTheFirst) {
          break;
        }
        fromTheFirst = true;
      }
    }
  }

  /** Those left over from the last claim, for want of room, come first. */
  private void claimPaced(Lane lane, int full, InFlight inFlight, List<ClaimedDelivery> claimed) {
    Iterator<EndpointId> asking = paced(lane).iterator();
    while (asking.hasNext() && claimed.size() < full) {
      EndpointId endpoint = asking.next();
      asking.remove();
      PacedClaim lot = queue.claimPaced(request(lane, full - claimed.size(), inFlight), endpoint);
      inFlight.add(lot.deliveries());
      claimed.addAll(lot.deliveries());
      ripeIn = Stream.concat(ripeIn.stream(), lot.ripeIn().stream()).min(Duration::compareTo);
    }
  }

  private Set<EndpointId> paced(Lane lane) {
    return paced.computeIfAbsent(lane, empty -> new LinkedHashSet<>());
  }

  private ClaimRequest request(Lane lane, int limit, InFlight inFlight) {
    return new ClaimRequest(
        lane,
        limit,
        Optional.ofNullable(cursors.get(lane)),
        new ClaimRequest.Shares(config.maxInFlightPerEndpoint(), inFlight.perEndpoint()),
        new ClaimRequest.Terms(ids.next(), config.lease()));
  }
}
