package dev.postern.core.tenant.store;

import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.tenant.Tenant;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads and writes {@code tenant}. Writes need an open transaction. */
@Service
public class TenantStore {
  private final EntityManager entities;

  @Inject
  public TenantStore(EntityManager entities) {
    this.entities = entities;
  }

  /** False when the slug is taken: the unique key decides, so that two callers cannot both win. */
  public boolean insert(Tenant tenant) {
    return entities
            .createNativeQuery(
                """
                insert into tenant (id, slug, name, created_at)
                values (:id, :slug, :name, :createdAt)
                on conflict do nothing
                """)
            .setParameter("id", tenant.id().uuid())
            .setParameter("slug", tenant.slug())
            .setParameter("name", tenant.name())
            .setParameter("createdAt", tenant.createdAt())
            .executeUpdate()
        == 1;
  }

  public Optional<Tenant> byId(TenantId id) {
    return Optional.ofNullable(entities.find(TenantRow.class, id.uuid())).map(TenantRow::toTenant);
  }

  public Optional<Tenant> bySlug(String slug) {
    return entities
        .createQuery("select t from Tenant t where t.slug = :slug", TenantRow.class)
        .setParameter("slug", slug)
        .getResultList()
        .stream()
        .findFirst()
        .map(TenantRow::toTenant);
  }

  public List<Tenant> list(PageRequest page) {
    return entities
        .createQuery(
            "select t from Tenant t where t.id < :bound order by t.id desc", TenantRow.class)
        .setParameter("bound", page.bound())
        .setMaxResults(page.limit() + 1)
        .getResultList()
        .stream()
        .map(TenantRow::toTenant)
        .toList();
  }

  /** Whose name or slug has {@code part} in it, by name. */
  public List<Tenant> search(String part, int offset, int limit) {
    return entities
        .createQuery(
            "select t from Tenant t"
                + " where locate(:part, lower(t.name)) > 0 or locate(:part, t.slug) > 0"
                + " order by lower(t.name), t.id",
            TenantRow.class)
        .setParameter("part", part.toLowerCase(Locale.ROOT))
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(TenantRow::toTenant)
        .toList();
  }

  public Optional<Tenant> rename(TenantId id, String name) {
    return Optional.ofNullable(entities.find(TenantRow.class, id.uuid()))
        .map(row -> {
          row.rename(name);
          // Now, under the transaction's limits, and not within the commit.
          entities.flush();
          return row.toTenant();
        });
  }

  public boolean delete(TenantId id) {
    return entities
            .createQuery("delete from Tenant t where t.id = :id")
            .setParameter("id", id.uuid())
            .executeUpdate()
        == 1;
  }
}
