package dev.postern.outbound.subscription.store;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.outbound.subscription.Subscription;
import dev.postern.outbound.subscription.SubscriptionSettings;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Reads and writes {@code subscription}. Needs an open transaction. */
@Service
public class SubscriptionStore {
  private final EntityManager entities;

  @Inject
  public SubscriptionStore(EntityManager entities) {
    this.entities = entities;
  }

  public void insert(Subscription subscription) {
    entities.persist(SubscriptionRow.of(subscription));
    // Now, under the transaction's limits, and not within the commit.
    entities.flush();
  }

  public long count(TenantId tenant) {
    return entities
        .createQuery("select count(s) from Subscription s where s.tenantId = :tenant", Long.class)
        .setParameter("tenant", tenant.uuid())
        .getResultList()
        .getFirst();
  }

  /** Whether the tenant has this endpoint, which cannot be deleted before this transaction ends. */
  public boolean lockEndpoint(TenantId tenant, EndpointId endpoint) {
    return !entities
        .createNativeQuery(
            "select id from endpoint where id = :id and tenant_id = :tenant for update")
        .setParameter("id", endpoint.uuid())
        .setParameter("tenant", tenant.uuid())
        .getResultList()
        .isEmpty();
  }

  public Optional<Subscription> find(TenantId tenant, SubscriptionId id) {
    return row(tenant, id, LockModeType.NONE).map(SubscriptionRow::toSubscription);
  }

  public List<Subscription> list(TenantId tenant, PageRequest page) {
    return read(
        entities
            .createQuery(
                """
                select s from Subscription s where s.tenantId = :tenant and s.id < :bound
                order by s.id desc
                """,
                SubscriptionRow.class)
            .setParameter("tenant", tenant.uuid())
            .setParameter("bound", page.bound())
            .setMaxResults(page.limit() + 1)
            .getResultList());
  }

  public List<Subscription> ofEndpoint(TenantId tenant, EndpointId endpoint) {
    return read(
        entities
            .createQuery(
                """
                select s from Subscription s
                where s.tenantId = :tenant and s.endpointId = :endpoint order by s.id desc
                """,
                SubscriptionRow.class)
            .setParameter("tenant", tenant.uuid())
            .setParameter("endpoint", endpoint.uuid())
            .getResultList());
  }

  public List<Subscription> enabled(TenantId tenant) {
    return read(
        entities
            .createQuery(
                "select s from Subscription s where s.tenantId = :tenant and s.enabled = true",
                SubscriptionRow.class)
            .setParameter("tenant", tenant.uuid())
            .getResultList());
  }

  /** Under the row's lock; empty when there is no such subscription. */
  public Optional<Subscription> update(
      TenantId tenant, SubscriptionId id, Instant at, UnaryOperator<SubscriptionSettings> change) {
    return row(tenant, id, LockModeType.PESSIMISTIC_WRITE)
        .map(row -> {
          row.write(change.apply(row.toSubscription().settings()), at);
          entities.flush();
          return row.toSubscription();
        });
  }

  public boolean delete(TenantId tenant, SubscriptionId id) {
    return entities
            .createQuery("delete from Subscription s where s.tenantId = :tenant and s.id = :id")
            .setParameter("tenant", tenant.uuid())
            .setParameter("id", id.uuid())
            .executeUpdate()
        == 1;
  }

  public void deleteOf(TenantId tenant, EndpointId endpoint) {
    entities
        .createQuery(
            "delete from Subscription s where s.tenantId = :tenant and s.endpointId = :endpoint")
        .setParameter("tenant", tenant.uuid())
        .setParameter("endpoint", endpoint.uuid())
        .executeUpdate();
  }

  private static List<Subscription> read(List<SubscriptionRow> rows) {
    return rows.stream().map(SubscriptionRow::toSubscription).toList();
  }

  private Optional<SubscriptionRow> row(TenantId tenant, SubscriptionId id, LockModeType lock) {
    UUID uuid = id.uuid();
    return entities
        .createQuery(
            "select s from Subscription s where s.tenantId = :tenant and s.id = :id",
            SubscriptionRow.class)
        .setParameter("tenant", tenant.uuid())
        .setParameter("id", uuid)
        .setLockMode(lock)
        .getResultList()
        .stream()
        .findFirst();
  }
}
