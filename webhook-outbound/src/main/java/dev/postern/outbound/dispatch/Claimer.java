package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.IdSource;
import dev.postern.core.id.TenantId;
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
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Shares a node's free slots out: first attempts before retries, retries within their bound, and in
 * each lane endpoint after endpoint, going on where the last claim ended. A quarter of the slots
 * comes on top when they are full, for tenants that have less under way than is left of it: however
 * many hang, each leaves something to the next. For one thread.
 */
@Service
public class Claimer {
  private static final System.Logger LOG = System.getLogger(Claimer.class.getName());
  private static final int MOST_AT_ONCE = 256;
  private static final int RESERVE = 4;
  private static final int MOST_LOOKS = 16;

  private final DeliveryQueue queue;
  private final OutboundConfig config;
  private final IdSource ids;
  private final Map<Round, EndpointId> cursors = new HashMap<>();
  private final Map<Round, Set<EndpointId>> paced = new HashMap<>();
  private Optional<Duration> ripeIn = Optional.empty();

  @Inject
  public Claimer(DeliveryQueue queue, OutboundConfig config, IdSource ids) {
    this.queue = queue;
    this.config = config;
    this.ids = ids;
  }

  /** A lane has one for all, and one for whom its slots being full would keep waiting. */
  private record Round(Lane lane, boolean reserved) {}

  /** Claims what fits and adds it to {@code inFlight}; empty when there is nothing or no room. */
  List<ClaimedDelivery> claim(Lane lane, InFlight inFlight) {
    if (lane == Lane.FIRST_ATTEMPTS) {
      // Only first attempts gather.
      ripeIn = Optional.empty();
    }
    Round round = new Round(lane, false);
    return claim(round, Math.min(MOST_AT_ONCE, room(round, inFlight)), Set.of(), inFlight);
  }

  /** Whether slots are full that somebody with little under way may wait for. */
  boolean crowded(InFlight inFlight) {
    return Stream.of(Lane.values()).anyMatch(lane -> reserve(lane, inFlight) > 0);
  }

  /**
   * The same where the slots are full, from the reserve: at most half of what is left of it, and
   * nothing for tenants that have as much under way. It looks on while it finds nothing, at up to
   * {@value #MOST_LOOKS} parts of the endpoints: those that hang may have very many.
   */
  List<ClaimedDelivery> claimReserved(Lane lane, InFlight inFlight) {
    int reserve = reserve(lane, inFlight);
    int room = Math.min(MOST_AT_ONCE, (reserve + 1) / 2);
    Round round = new Round(lane, true);
    try {
      return claim(round, room, inFlight.tenantsWith(reserve), inFlight);
    } finally {
      // By the next look their tenants may have enough under way; they are met again on the round.
      paced(round).clear();
    }
  }

  private int reserve(Lane lane, InFlight inFlight) {
    return room(new Round(lane, false), inFlight) > 0
        ? 0
        : Math.max(0, room(new Round(lane, true), inFlight));
  }

  private int room(Round round, InFlight inFlight) {
    int room = inFlight.room(most(round, config.maxInFlight()));
    return switch (round.lane()) {
      case FIRST_ATTEMPTS -> room;
      case RETRIES -> Math.min(room, most(round, config.maxRetriesInFlight()) - inFlight.retries());
    };
  }

  private static int most(Round round, int slots) {
    return round.reserved() ? slots + slots / RESERVE : slots;
  }

  private List<ClaimedDelivery> claim(
      Round round, int room, Set<TenantId> passedOver, InFlight inFlight) {
    List<ClaimedDelivery> claimed = new ArrayList<>();
    try {
      claim(round, room, passedOver, inFlight, claimed);
    } catch (RuntimeException | Error e) {
      if (claimed.isEmpty()) {
        throw e;
      }
      // What was leased before, most often before the store went away, is ours: dropping it would
      // keep its slots and leases for nobody.
      LOG.log(System.Logger.Level.WARNING, "claim_cut_short claimed=" + claimed.size(), e);
    }
    return claimed;
  }

  /** When the next batch that gathers is to go; as the last claim saw it. */
  Optional<Duration> ripeIn() {
    return ripeIn;
  }

  private void claim(
      Round round,
      int room,
      Set<TenantId> passedOver,
      InFlight inFlight,
      List<ClaimedDelivery> claimed) {
    boolean fromTheFirst = !cursors.containsKey(round);
    int looks = 0;
    claimPaced(round, room, passedOver, inFlight, claimed);
    while (claimed.size() < room) {
      ClaimRequest request = request(round, room - claimed.size(), passedOver, inFlight);
      ClaimBatch batch = queue.claim(request);
      inFlight.add(batch.deliveries());
      claimed.addAll(batch.deliveries());
      paced(round).addAll(batch.paced());
      claimPaced(round, room, passedOver, inFlight, claimed);
      if (batch.resumeAfter().isPresent()) {
        cursors.put(round, batch.resumeAfter().get());
      } else {
        cursors.remove(round);
        if (fromTheFirst) {
          break;
        }
        fromTheFirst = true;
      }
      looks++;
      if (round.reserved() && (!claimed.isEmpty() || looks == MOST_LOOKS)) {
        break;
      }
    }
  }

  /** Those left over from the last claim, for want of room, come first. */
  private void claimPaced(
      Round round,
      int room,
      Set<TenantId> passedOver,
      InFlight inFlight,
      List<ClaimedDelivery> claimed) {
    Iterator<EndpointId> asking = paced(round).iterator();
    while (asking.hasNext() && claimed.size() < room) {
      EndpointId endpoint = asking.next();
      asking.remove();
      PacedClaim lot =
          queue.claimPaced(request(round, room - claimed.size(), passedOver, inFlight), endpoint);
      inFlight.add(lot.deliveries());
      claimed.addAll(lot.deliveries());
      ripeIn = Stream.concat(ripeIn.stream(), lot.ripeIn().stream()).min(Duration::compareTo);
    }
  }

  private Set<EndpointId> paced(Round round) {
    return paced.computeIfAbsent(round, empty -> new LinkedHashSet<>());
  }

  private ClaimRequest request(
      Round round, int limit, Set<TenantId> passedOver, InFlight inFlight) {
    return new ClaimRequest(
        round.lane(),
        limit,
        Optional.ofNullable(cursors.get(round)),
        new ClaimRequest.Shares(
            config.maxInFlightPerEndpoint(), inFlight.perEndpoint(), passedOver),
        new ClaimRequest.Terms(ids.next(), config.lease()));
  }
}
