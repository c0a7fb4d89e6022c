package dev.postern.core.tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.Service;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.Mode;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.Transactions;
import dev.postern.core.tenant.store.TenantStore;
import dev.postern.core.text.DisplayName;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The door to tenants. Reads are transactions too: what JPA reads outside of one keeps its
 * connection for the rest of the request. Thread-safe.
 */
@Service
public class Tenants {
  private static final String DELETED = "tenant.deleted";
  private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private final TenantStore store;
  private final Transactions transactions;
  private final AuditTrail trail;
  private final Stamp stamp;
  private final Event<TenantDeleted> deleted;

  @Inject
  Tenants(
      TenantStore store,
      Transactions transactions,
      AuditTrail trail,
      Stamp stamp,
      Event<TenantDeleted> deleted) {
    this.store = store;
    this.transactions = transactions;
    this.trail = trail;
    this.stamp = stamp;
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
    Tenant tenant = new Tenant(new TenantId(stamp.id()), slug, shown, stamp.now());
    transactions.run(() -> {
      if (!store.insert(tenant)) {
        throw ProblemException.conflict("slug_taken", "The slug '" + slug + "' is in use.");
      }
      trail.record(tenant.id(), change("tenant.created", tenant.id()).to(tenant));
    });
    return tenant;
  }

  /** By id or slug; {@code acme:test} is the test mode of {@code acme}. */
  public Optional<Tenant> find(String idOrSlug) {
    if (idOrSlug.endsWith(Tenant.TEST_SUFFIX)) {
      return bySlug(idOrSlug.substring(0, idOrSlug.length() - Tenant.TEST_SUFFIX.length()))
          .map(tenant -> tenant.in(Mode.TEST));
    }
    return TenantId.parse(idOrSlug).flatMap(this::find).or(() -> bySlug(idOrSlug));
  }

  /** In the mode that the id is of. */
  public Optional<Tenant> find(TenantId id) {
    return transactions
        .required(() -> store.byId(id.in(Mode.LIVE)))
        .map(tenant -> tenant.in(id.mode()));
  }

  /** A tenant that is no more, as it was, by id: its slug may be another's by now. */
  public Optional<Tenant> deleted(String id) {
    return TenantId.parse(id)
        .filter(gone -> find(gone).isEmpty())
        .flatMap(gone -> deletion(gone.in(Mode.LIVE)).map(was -> was.in(gone.mode())));
  }

  private Optional<Tenant> deletion(TenantId id) {
    AuditFilter filter = new AuditFilter(DELETED, null, id.toString(), null, null);
    return trail.list(AuditTrail.PLATFORM, filter, PageRequest.first(1)).data().stream()
        .findFirst()
        .map(AuditEntry::before)
        .map(state -> was(id, state));
  }

  /** From the entry: nothing else of it is left. */
  private static Tenant was(TenantId id, String state) {
    try {
      JsonNode tree = Json.mapper().readTree(state);
      return new Tenant(
          id,
          tree.path("slug").asText(),
          tree.path("name").asText(),
          Instant.parse(tree.path("created_at").asText()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry of the trail is no JSON", e);
    }
  }

  private Optional<Tenant> bySlug(String slug) {
    return SLUG.matcher(slug).matches()
        ? transactions.required(() -> store.bySlug(slug))
        : Optional.empty();
  }

  public Page<Tenant> list(PageRequest page) {
    return page.page(transactions.required(() -> store.list(page)), tenant -> tenant.id().uuid());
  }

  /** Whose name or slug has {@code part} in it, whatever the case, by name. */
  public List<Tenant> search(String part, int offset, int limit) {
    return transactions.required(() -> store.search(part, offset, limit));
  }

  /** Of both modes; 404 for the id of the test mode, which has no name of its own. */
  public Tenant rename(TenantId id, String name) {
    String shown = DisplayName.require(name);
    return transactions.required(() -> {
      Tenant before = store.byId(id).orElseThrow(Tenants::unknown);
      Tenant after = store.rename(id, shown).orElseThrow(Tenants::unknown);
      trail.record(id, change("tenant.renamed", id).from(before).to(after));
      return after;
    });
  }

  /**
   * Ends the tenant in both modes, in one short transaction: nobody reaches it, nothing comes in or
   * goes out. What it took in and sent is purged in portions afterwards. No scope holds it: each
   * mode is a tenant id of its own, and a scope is of one.
   */
  public void delete(TenantId id) {
    Tenant unused = transactions.unscoped(() -> transactions.required(() -> purge(id)));
  }

  private Tenant purge(TenantId id) {
    Tenant before = store.byId(id).orElseThrow(Tenants::unknown);
    store.delete(id);
    for (Mode mode : Mode.values()) {
      deleted.fire(new TenantDeleted(id.in(mode)));
    }
    // In both: the tenant's own chain stays, but the platform's people look at theirs.
    trail.record(id, change(DELETED, id).from(before));
    trail.recordPlatform(change(DELETED, id).from(before));
    return before;
  }

  private static Change change(String action, TenantId id) {
    return Change.of(action, "tenant", id);
  }

  private static ProblemException unknown() {
    return ProblemException.notFound("The tenant");
  }
}
