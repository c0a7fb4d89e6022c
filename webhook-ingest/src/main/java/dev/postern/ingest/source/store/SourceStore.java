package dev.postern.ingest.source.store;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.source.StoredSource;
import dev.postern.ingest.store.SourceGate;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads and writes {@code source} for people. Writes need an open transaction. */
@Service
public class SourceStore {
  private final EntityManager entities;
  private final SourceGate gate;

  @Inject
  public SourceStore(EntityManager entities, SourceGate gate) {
    this.entities = entities;
    this.gate = gate;
  }

  public void insert(StoredSource source) {
    entities.persist(new SourceRow(source));
    entities.flush();
  }

  public Optional<StoredSource> find(TenantId tenant, SourceId id) {
    return row(tenant, id, LockModeType.NONE).map(SourceRow::toSource);
  }

  /**
   * The same, locked until the transaction ends. Whoever asks for another's source stops nobody.
   */
  public Optional<StoredSource> lock(TenantId tenant, SourceId id) {
    if (!exists(tenant, id)) {
      return Optional.empty();
    }
    gate.close(List.of(id));
    return row(tenant, id, LockModeType.PESSIMISTIC_WRITE).map(SourceRow::toSource);
  }

  /** Newest first; one row more than the page, when there is one. */
  public List<StoredSource> list(TenantId tenant, PageRequest page) {
    return entities
        .createQuery(
            """
            select s from Source s where s.tenantId = :tenant and s.id < :bound
            order by s.id desc
            """,
            SourceRow.class)
        .setParameter("tenant", tenant.uuid())
        .setParameter("bound", page.bound())
        .setMaxResults(page.limit() + 1)
        .getResultList()
        .stream()
        .map(SourceRow::toSource)
        .toList();
  }

  /** Overwrites what can be changed. */
  public void update(StoredSource source) {
    row(source.tenant(), source.id(), LockModeType.NONE).ifPresent(row -> row.change(source));
    entities.flush();
  }

  /** Its id alone: an entity that is read here would not be read anew once it is locked. */
  private boolean exists(TenantId tenant, SourceId id) {
    return !entities
        .createQuery(
            "select s.id from Source s where s.tenantId = :tenant and s.id = :id", UUID.class)
        .setParameter("tenant", tenant.uuid())
        .setParameter("id", id.uuid())
        .getResultList()
        .isEmpty();
  }

  private Optional<SourceRow> row(TenantId tenant, SourceId id, LockModeType lock) {
    return entities
        .createQuery(
            "select s from Source s where s.tenantId = :tenant and s.id = :id", SourceRow.class)
        .setParameter("tenant", tenant.uuid())
        .setParameter("id", id.uuid())
        .setLockMode(lock)
        .getResultList()
        .stream()
        .findFirst();
  }
}
