package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.Backlog;
import dev.postern.outbound.DeliveryControl;
import dev.postern.outbound.Resent;
import dev.postern.outbound.StatusGate;
import dev.postern.outbound.claim.BacklogStore;
import dev.postern.outbound.claim.DeliveryPlaces;
import dev.postern.outbound.health.EndpointHealth;
import dev.postern.outbound.health.Failures;
import dev.postern.outbound.health.HealthStore;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Carries out what people decide about deliveries. The status changes at once; a long backlog
 * follows in portions, the first of them in the same transaction.
 */
@Service
public class QueuedDeliveryControl implements DeliveryControl {
  private static final String SKIPPED = "skipped";

  /** So many are ended while publishers of the tenant wait. */
  private static final int PORTION = 2_000;

  private final StatusGate gate;
  private final HealthStore healths;
  private final BacklogStore backlog;
  private final DeliveryPlaces places;
  private final Follow follow;
  private final AuditTrail trail;

  @Inject
  public QueuedDeliveryControl(
      StatusGate gate,
      HealthStore healths,
      BacklogStore backlog,
      DeliveryPlaces places,
      Follow follow,
      AuditTrail trail) {
    this.gate = gate;
    this.healths = healths;
    this.backlog = backlog;
    this.places = places;
    this.follow = follow;
    this.trail = trail;
  }

  @Override
  public void endpointEnabled(TenantId tenant, EndpointId endpoint, Backlog choice) {
    follow
        .transactions()
        .run(() -> {
          EndpointHealth before = change(tenant, endpoint);
          if (before.takesDeliveries()) {
            return;
          }
          switch (choice) {
            case SKIP -> skipRest(endpoint);
            case DELIVER -> {
              // Released below, and by the engine.
            }
          }
          healths.save(endpoint, enabled(endpoint, before), 0);
          follow.endpoint(endpoint);
        });
  }

  @Override
  public void skipBacklog(TenantId tenant, EndpointId endpoint) {
    boolean more;
    do {
      more =
          follow
              .transactions()
              .required(() ->
                  !change(tenant, endpoint).takesDeliveries()
                      && backlog.skip(endpoint, SKIPPED, PORTION) == PORTION);
    } while (more);
  }

  private void skipRest(EndpointId endpoint) {
    int skipped;
    do {
      skipped = backlog.skip(endpoint, SKIPPED, PORTION);
    } while (skipped == PORTION);
  }

  @Override
  public void endpointDisabled(TenantId tenant, EndpointId endpoint) {
    follow
        .transactions()
        .run(() -> {
          if (change(tenant, endpoint) instanceof EndpointHealth.Disabled) {
            return;
          }
          healths.save(endpoint, new EndpointHealth.Disabled(null, Failures.NONE), 0);
          follow.endpoint(endpoint);
        });
  }

  @Override
  public void endpointDeleted(TenantId tenant, EndpointId endpoint) {
    follow
        .transactions()
        .run(() -> {
          gate.change(tenant, endpoint);
          if (backlog.endEndpoint(endpoint, "endpoint_deleted", PORTION) == PORTION) {
            follow.rest(endpoint);
          }
        });
  }

  @Override
  public void endBacklog(TenantId tenant, SubscriptionId subscription) {
    Optional<UUID> next = Optional.of(BacklogStore.FIRST);
    while (next.isPresent()) {
      UUID after = next.get();
      next = follow.transactions().required(() -> end(tenant, subscription, after));
    }
  }

  @Override
  public void subscriptionDeleted(TenantId tenant, SubscriptionId subscription) {
    follow.transactions().run(() -> endBacklog(tenant, subscription));
  }

  private Optional<UUID> end(TenantId tenant, SubscriptionId subscription, UUID after) {
    return backlog.endSubscription(tenant, subscription, "subscription_deleted", after);
  }

  @Override
  public Resent retry(TenantId tenant, DeliveryId delivery) {
    return follow
        .transactions()
        .required(() -> {
          boolean again =
              places
                  .endpointOf(tenant, delivery)
                  .filter(endpoint -> {
                    gate.publish(tenant, List.of(endpoint));
                    return places.sendSoon(tenant, delivery);
                  })
                  .isPresent();
          follow.wakeAfterCommit();
          return recorded(again, "retried", tenant, delivery)
              ? Resent.QUEUED
              : places.obstacle(tenant, delivery);
        });
  }

  @Override
  public boolean cancel(TenantId tenant, DeliveryId delivery) {
    return follow
        .transactions()
        .required(() ->
            recorded(
                places.cancel(tenant, delivery, "cancelled_by_user"),
                "cancelled",
                tenant,
                delivery));
  }

  /** What a person did to one delivery; a job has one entry for all of its own. */
  private boolean recorded(boolean done, String what, TenantId tenant, DeliveryId delivery) {
    if (done) {
      trail.record(tenant, Change.of("delivery." + what, "delivery", delivery));
    }
    return done;
  }

  /** What the machine had stopped returns through a probe; what a person had, at once. */
  private EndpointHealth enabled(EndpointId endpoint, EndpointHealth before) {
    return switch (before) {
      case EndpointHealth.Active active -> active;
      case EndpointHealth.Suspended suspended -> resumed(endpoint);
      case EndpointHealth.Disabled disabled ->
          disabled.reason() == null ? EndpointHealth.HEALTHY : resumed(endpoint);
    };
  }

  private EndpointHealth resumed(EndpointId endpoint) {
    return EndpointHealth.resumed(healths.now(), healths.rule(endpoint));
  }

  private EndpointHealth change(TenantId tenant, EndpointId endpoint) {
    gate.change(tenant, endpoint);
    EndpointHealth health = healths.lock(Set.of(endpoint), Set.of()).get(endpoint);
    return health == null ? EndpointHealth.HEALTHY : health;
  }
}
