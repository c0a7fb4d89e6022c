package dev.postern.ingest.handover;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.HandoverOutcome;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Hands one webhook to everybody who still waits for it, and decides what comes of the whole. */
@Service
public class HandoverTask {
  private static final System.Logger LOG = System.getLogger(HandoverTask.class.getName());

  private final HandoverRooms rooms;
  private final Recipients recipients;
  private final Handing handing;
  private final Conclusion conclusion;
  private final Transactions transactions;

  @Inject
  public HandoverTask(
      HandoverRooms rooms,
      Recipients recipients,
      Handing handing,
      Conclusion conclusion,
      Transactions transactions) {
    this.rooms = rooms;
    this.recipients = recipients;
    this.handing = handing;
    this.conclusion = conclusion;
    this.transactions = transactions;
  }

  /**
   * Never throws: whatever happens to one webhook is its own affair. Returns whether a recipient
   * overran its time.
   */
  boolean run(Claimed claimed) {
    try {
      Optional<Cargo> cargo = transactions.required(() -> rooms.cargo().find(claimed));
      if (cargo.isPresent()) {
        return handOver(claimed, cargo.get());
      }
      // Purged, its source gone or for testing only: there is nothing to hand over.
      conclusion.processed(claimed, null);
    } catch (RuntimeException | Error away) {
      LOG.log(System.Logger.Level.WARNING, "handover_interrupted received=" + claimed.id(), away);
      conclusion.again(claimed, null);
    }
    return false;
  }

  /** Somebody wants one of the source's webhooks to be tried again; in the caller's transaction. */
  void seenTo(TenantId tenant, SourceId source) {
    conclusion.seenTo(tenant, source);
  }

  private boolean handOver(Claimed claimed, Cargo cargo) {
    List<Recipient> all = recipients.of(cargo);
    Trip trip = new Trip(claimed, cargo, all.size() == 1);
    Map<String, HandoverOutcome.Status> before = before(claimed);
    Set<Outcome.Kind> failures = EnumSet.noneOf(Outcome.Kind.class);
    boolean overran = false;
    boolean settled = false;
    for (Recipient to : all) {
      switch (before.getOrDefault(to.name(), HandoverOutcome.Status.FAILED)) {
        case DONE -> {}
        case REFUSED -> failures.add(Outcome.Kind.HOPELESS);
        case FAILED -> {
          Outcome outcome = handing.give(trip, to);
          conclusion.tried(to, outcome);
          switch (outcome) {
            case Outcome.Done done -> {
              overran |= done.overran();
              settled = trip.only();
            }
            case Outcome.LeaseLost() -> {
              return overran;
            }
            case Outcome.Failed failed -> {
              failures.add(failed.kind());
              overran |= failed.kind() == Outcome.Kind.OVERRAN;
              if (!conclusion.note(claimed, to.name(), failed)) {
                return overran;
              }
            }
          }
        }
      }
    }
    conclude(trip, failures, settled);
    return overran;
  }

  private void conclude(Trip trip, Set<Outcome.Kind> failures, boolean settled) {
    String type = trip.cargo().eventType();
    if (failures.isEmpty()) {
      if (settled) {
        conclusion.settled(trip.claimed(), type);
      } else {
        conclusion.processed(trip.claimed(), type);
      }
    } else if (failures.equals(Set.of(Outcome.Kind.HOPELESS))) {
      conclusion.dead(trip.claimed(), type);
    } else {
      conclusion.again(trip.claimed(), type);
    }
  }

  private Map<String, HandoverOutcome.Status> before(Claimed claimed) {
    return claimed.attempt() == 1
        ? Map.of()
        : rooms.outcomes().of(claimed.tenant(), claimed.id()).stream()
            .collect(Collectors.toMap(HandoverOutcome::recipient, HandoverOutcome::status));
  }
}
