package dev.postern.core.tenant;

import dev.postern.core.Service;
import dev.postern.core.id.IdSource;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.Transactions;
import dev.postern.core.tenant.store.TenantStore;
import dev.postern.core.text.DisplayName;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/** The door to tenants. Thread-safe. */
@Service
public class Tenants {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private final TenantStore store;
  private final Transactions transactions;
  private final InstantSource time;
  private final IdSource ids;
  private final Event<TenantDeleted> deleted;

  @Inject
  Tenants(
      TenantStore store,
      Transactions transactions,
      InstantSource time,
      IdSource ids,
      Event<TenantDeleted> deleted) {
    this.store = store;
    this.transactions = transactions;
    this.time = time;
    this.ids = ids;
    this.deleted = deleted;
  }

  /** 422 on a bad slug or name, 409 {@code slug_taken} when the slug is in use. */
  public Tenant create(String slug, String name) {
    if (!SLUG.matcher(slug).matches() || TenantId.parse(slug).isPresent()) {
      throw ProblemException.unprocessable(
          "invalid_slug",
          "/slug",
          "A slug is 1 to 63 lower-case letters, digits and inner hyphens.");
    }
    String shown = DisplayName.require(name);
    Tenant tenant = new Tenant(new TenantId(ids.next()), slug, shown, time.instant());
    if (!transactions.required(() -> store.insert(tenant))) {
      throw ProblemException.conflict("slug_taken", "The slug '" + slug + "' is in use.");
    }
    return tenant;
  }

  /** By id or slug. */
  public Optional<Tenant> find(String idOrSlug) {
    return TenantId.parse(idOrSlug)
        .flatMap(store::byId)
        .or(() -> SLUG.matcher(idOrSlug).matches() ? store.bySlug(idOrSlug) : Optional.empty());
  }

  public Optional<Tenant> find(TenantId id) {
    return store.byId(id);
  }

  public Page<Tenant> list(PageRequest page) {
    return page.page(store.list(page), tenant -> tenant.id().uuid());
  }

  public Tenant rename(TenantId id, String name) {
    String shown = DisplayName.require(name);
    return transactions.required(
        () -> store.rename(id, shown).orElseThrow(() -> ProblemException.notFound("The tenant")));
  }

  /** Stops everything of the tenant and purges what it owned, in one transaction. */
  public void delete(TenantId id) {
    transactions.run(() -> {
      if (!store.delete(id)) {
        throw ProblemException.notFound("The tenant");
      }
      deleted.fire(new TenantDeleted(id));
    });
  }
}
