package dev.postern.outbound.subscription.store;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.subscription.Subscription;
import dev.postern.outbound.subscription.SubscriptionSettings;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code subscription}. Lists stand one entry a line: no entry holds a line end. */
@Entity(name = "Subscription")
@Table(name = "subscription")
public class SubscriptionRow {
  @Id private UUID id;

  @Column(name = "tenant_id", nullable = false, updatable = false)
  private UUID tenantId;

  @Column(name = "endpoint_id", nullable = false)
  private UUID endpointId;

  @Column(name = "event_types", nullable = false)
  private String eventTypes;

  @Column(nullable = false)
  private String channels;

  @Column private @Nullable String filter;

  @Column private @Nullable String transformation;

  @Column(nullable = false)
  private boolean enabled;

  @Column(name = "created_at", nullable = false, updatable = false)
  private Instant createdAt;

  @Column(name = "updated_at", nullable = false)
  private Instant updatedAt;

  protected SubscriptionRow() {}

  static SubscriptionRow of(Subscription subscription) {
    SubscriptionRow row = new SubscriptionRow();
    row.id = subscription.id().uuid();
    row.tenantId = subscription.tenant().uuid();
    row.createdAt = subscription.createdAt();
    row.write(subscription.settings(), subscription.updatedAt());
    return row;
  }

  void write(SubscriptionSettings settings, Instant at) {
    endpointId = settings.endpoint().uuid();
    eventTypes = String.join("\n", settings.eventTypes());
    channels = String.join("\n", settings.channels());
    filter = settings.filter();
    transformation = settings.transformation();
    enabled = settings.enabled();
    updatedAt = at;
  }

  Subscription toSubscription() {
    return new Subscription(
        new SubscriptionId(id),
        new TenantId(tenantId),
        new SubscriptionSettings(
            new EndpointId(endpointId),
            lines(eventTypes),
            lines(channels),
            filter,
            transformation,
            enabled),
        createdAt,
        updatedAt);
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\n"));
  }
}
