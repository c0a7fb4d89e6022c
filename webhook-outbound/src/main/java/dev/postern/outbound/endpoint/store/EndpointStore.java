package dev.postern.outbound.endpoint.store;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.EndpointState;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Reads and writes {@code endpoint}, with its row of {@code endpoint_health}, in a transaction. */
@Service
public class EndpointStore {
  private final EntityManager entities;
  private final StateStore states;
  private final AccessVault vault;

  @Inject
  public EndpointStore(EntityManager entities, StateStore states, AccessVault vault) {
    this.entities = entities;
    this.states = states;
    this.vault = vault;
  }

  public void insert(Endpoint endpoint) {
    entities.persist(EndpointRow.of(endpoint, vault));
    // Now, under the transaction's limits, and not within the commit.
    entities.flush();
    states.insert(endpoint.tenant(), endpoint.id());
  }

  public long count(TenantId tenant) {
    return entities
        .createQuery("select count(e) from Endpoint e where e.tenantId = :tenant", Long.class)
        .setParameter("tenant", tenant.uuid())
        .getResultList()
        .getFirst();
  }

  public Optional<Endpoint> find(TenantId tenant, EndpointId id) {
    return row(tenant, id, LockModeType.NONE)
        .flatMap(row -> states.find(id).map(state -> row.toEndpoint(state, vault)));
  }

  /** Whatever their tenants are; in no order. */
  public List<Endpoint> of(Set<EndpointId> ids) {
    List<EndpointRow> rows =
        entities
            .createQuery("select e from Endpoint e where e.id in :ids", EndpointRow.class)
            .setParameter("ids", ids.stream().map(EndpointId::uuid).toList())
            .getResultList();
    return with(states.of(ids), rows);
  }

  public List<Endpoint> list(TenantId tenant, PageRequest page) {
    List<EndpointRow> rows =
        entities
            .createQuery(
                """
                select e from Endpoint e where e.tenantId = :tenant and e.id < :bound
                order by e.id desc
                """,
                EndpointRow.class)
            .setParameter("tenant", tenant.uuid())
            .setParameter("bound", page.bound())
            .setMaxResults(page.limit() + 1)
            .getResultList();
    if (rows.isEmpty()) {
      return List.of();
    }
    return with(states.between(tenant, rows.getLast().id(), rows.getFirst().id()), rows);
  }

  private List<Endpoint> with(Map<UUID, EndpointState> known, List<EndpointRow> rows) {
    return rows.stream()
        .flatMap(row ->
            Optional.ofNullable(known.get(row.id()))
                .map(state -> row.toEndpoint(state, vault))
                .stream())
        .toList();
  }

  /** Under the row's lock; empty when there is no such endpoint. */
  public Optional<Endpoint> update(
      TenantId tenant, EndpointId id, Instant at, UnaryOperator<EndpointSettings> change) {
    return row(tenant, id, LockModeType.PESSIMISTIC_WRITE)
        .flatMap(row ->
            states
                .find(id)
                .map(state -> {
                  Endpoint before = row.toEndpoint(state, vault);
                  row.write(change.apply(before.settings()), vault, at);
                  entities.flush();
                  return row.toEndpoint(state, vault);
                }));
  }

  public boolean delete(TenantId tenant, EndpointId id) {
    states.delete(id);
    return entities
            .createQuery("delete from Endpoint e where e.tenantId = :tenant and e.id = :id")
            .setParameter("tenant", tenant.uuid())
            .setParameter("id", id.uuid())
            .executeUpdate()
        == 1;
  }

  private Optional<EndpointRow> row(TenantId tenant, EndpointId id, LockModeType lock) {
    return entities
        .createQuery(
            "select e from Endpoint e where e.tenantId = :tenant and e.id = :id", EndpointRow.class)
        .setParameter("tenant", tenant.uuid())
        .setParameter("id", id.uuid())
        .setLockMode(lock)
        .getResultList()
        .stream()
        .findFirst();
  }
}
