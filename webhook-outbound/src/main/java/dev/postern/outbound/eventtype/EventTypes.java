package dev.postern.outbound.eventtype;

import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.eventtype.store.EventTypeStore;
import dev.postern.outbound.subscription.EventTypePattern;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The door to event types. Each call joins the caller's transaction or opens its own. What is wrong
 * with the input ends as a {@code ProblemException}: 422 for a value, 404 for a type that the
 * tenant did not register, 409 for one it did. Thread-safe.
 */
@Service
public class EventTypes {
  public static final int MAX_PER_TENANT = 1000;

  private final EventTypeStore store;
  private final EventSchemas schemas;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final Stamp stamp;

  @Inject
  public EventTypes(
      EventTypeStore store,
      EventSchemas schemas,
      AuditTrail audit,
      Transactions transactions,
      Stamp stamp) {
    this.store = store;
    this.schemas = schemas;
    this.audit = audit;
    this.transactions = transactions;
    this.stamp = stamp;
  }

  /** What people edit of a type. */
  public record Edit(Contents contents, boolean archived) {}

  public EventType create(TenantId tenant, String name, Edit edit) {
    EventTypeCheck.name(name);
    EventTypeCheck.contents(edit.contents());
    return transactions.required(() -> {
      if (store.count(tenant) >= MAX_PER_TENANT) {
        throw ProblemException.conflict(
            "too_many_event_types", "A tenant has at most " + MAX_PER_TENANT + " event types.");
      }
      Instant now = stamp.now();
      EventType type =
          new EventType(stamp.id(), tenant, name, edit.contents(), 1, edit.archived(), now, now);
      if (!store.insert(type)) {
        throw ProblemException.conflict(
            "event_type_exists", "The event type '" + name + "' is registered already.");
      }
      changed(Change.of("event_type.created", "event_type", name).to(edit), tenant);
      return type;
    });
  }

  public Optional<EventType> find(TenantId tenant, String name) {
    return EventTypePattern.isType(name)
        ? transactions.required(() -> store.find(tenant, name))
        : Optional.empty();
  }

  /** Newest first. */
  public Page<EventType> list(TenantId tenant, PageRequest page) {
    return page.page(transactions.required(() -> store.list(tenant, page)), EventType::id);
  }

  /** Newest first; they are few. */
  public List<EventTypeVersion> versions(TenantId tenant, String name) {
    return transactions.required(
        () -> store.versions(find(tenant, name).orElseThrow(EventTypes::unknown)));
  }

  /** Under the row's lock. Another schema is another version. */
  public EventType update(TenantId tenant, String name, UnaryOperator<Edit> change) {
    return transactions.required(() -> {
      EventType before = locked(tenant, name);
      Edit old = new Edit(before.contents(), before.archived());
      Edit edit = change.apply(old);
      EventTypeCheck.contents(edit.contents());
      boolean sameSchema = Objects.equals(before.contents().schema(), edit.contents().schema());
      EventType after =
          new EventType(
              before.id(),
              tenant,
              name,
              edit.contents(),
              sameSchema ? before.version() : before.version() + 1,
              edit.archived(),
              before.createdAt(),
              stamp.now());
      store.update(after, !sameSchema);
      changed(Change.of("event_type.updated", "event_type", name).from(old).to(edit), tenant);
      return after;
    });
  }

  /** Events of it may be published as before, unchecked. */
  public void delete(TenantId tenant, String name) {
    transactions.run(() -> {
      EventType before = locked(tenant, name);
      store.delete(before);
      Edit was = new Edit(before.contents(), before.archived());
      changed(Change.of("event_type.deleted", "event_type", name).from(was), tenant);
    });
  }

  private EventType locked(TenantId tenant, String name) {
    return find(tenant, name)
        .flatMap(found -> store.lock(tenant, name))
        .orElseThrow(EventTypes::unknown);
  }

  private void changed(Change change, TenantId tenant) {
    transactions.afterCommit(() -> schemas.changed(tenant));
    audit.record(tenant, change);
  }

  private static ProblemException unknown() {
    return ProblemException.notFound("The event type");
  }
}
