package dev.postern.ingest.deny;

import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.DenyListId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.DenyList;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The door to deny lists. Every change is audited in its own transaction. Thread-safe. */
@Service
public class DenyLists {
  static final int MOST = 50;

  private final DenyListStore store;
  private final DenyListCheck check;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final Stamp stamp;

  @Inject
  public DenyLists(
      DenyListStore store,
      DenyListCheck check,
      AuditTrail audit,
      Transactions transactions,
      Stamp stamp) {
    this.store = store;
    this.check = check;
    this.audit = audit;
    this.transactions = transactions;
    this.stamp = stamp;
  }

  /** One with a URL is fetched within a minute. */
  public DenyList create(TenantId tenant, DenyList.Edit edit) {
    check.require(edit);
    return transactions.required(() -> {
      if (store.count(tenant) >= MOST) {
        throw ProblemException.conflict(
            "too_many_deny_lists", "A tenant has at most " + MOST + " deny lists.");
      }
      Instant now = stamp.now();
      DenyList list =
          new DenyList(
              new DenyListId(stamp.id()),
              tenant,
              edit,
              DenyList.Contents.NONE,
              new DenyList.Fetching(edit.url() == null ? null : now, 0, null),
              now,
              now);
      store.insert(list, stamp.id());
      audit.record(tenant, Change.of("deny_list.created", "deny_list", list.id()).to(edit));
      return list;
    });
  }

  public DenyList find(TenantId tenant, DenyListId id) {
    return store.find(tenant, id).orElseThrow(DenyLists::missing);
  }

  /** Newest first. */
  public Page<DenyList> list(TenantId tenant, PageRequest page) {
    return page.page(store.list(tenant, page), list -> list.id().uuid());
  }

  /** Another URL is fetched within a minute; what is in force stays until that succeeds. */
  public DenyList update(TenantId tenant, DenyListId id, DenyList.Edit edit) {
    return update(tenant, id, before -> edit);
  }

  /** The same over what it is now; nobody else changes it meanwhile. */
  public DenyList update(TenantId tenant, DenyListId id, UnaryOperator<DenyList.Edit> change) {
    return transactions.required(() -> {
      DenyList before = store.lock(tenant, id).orElseThrow(DenyLists::missing);
      DenyList.Edit edit = change.apply(before.edit());
      check.require(edit);
      Instant now = stamp.now();
      boolean moved = !Objects.equals(before.edit().url(), edit.url());
      // What went wrong at another URL says nothing of this one.
      DenyList.Fetching fetching =
          moved
              ? new DenyList.Fetching(edit.url() == null ? null : now, 0, null)
              : before.fetching();
      store.update(
          new DenyList(id, tenant, edit, before.contents(), fetching, before.createdAt(), now),
          stamp.id());
      audit.record(
          tenant, Change.of("deny_list.updated", "deny_list", id).from(before.edit()).to(edit));
      return find(tenant, id);
    });
  }

  public void delete(TenantId tenant, DenyListId id) {
    transactions.run(() -> {
      DenyList before = find(tenant, id);
      store.delete(tenant, id);
      audit.record(tenant, Change.of("deny_list.deleted", "deny_list", id).from(before.edit()));
    });
  }

  /** Replaces what is in it; 422 when the text names no network or too many. */
  public DenyList replace(TenantId tenant, DenyListId id, String text) {
    FeedText.Parsed parsed = FeedText.parse(text);
    if (parsed.networks().isEmpty() || parsed.full()) {
      throw ProblemException.unprocessable(
          "invalid_list",
          "",
          parsed.full()
              ? "A list has at most " + FeedText.MAX_ENTRIES + " networks."
              : "No line of it is a network.");
    }
    return transactions.required(() -> {
      DenyList before = find(tenant, id);
      store.imported(id, parsed, stamp.id(), stamp.now());
      DenyList after = find(tenant, id);
      audit.record(
          tenant,
          Change.of("deny_list.imported", "deny_list", id)
              .from(before.contents())
              .to(after.contents()));
      return after;
    });
  }

  /** Has it fetched within a minute; 409 {@code no_url} without one. */
  public DenyList refresh(TenantId tenant, DenyListId id) {
    return transactions.required(() -> {
      DenyList list = find(tenant, id);
      if (list.edit().url() == null) {
        throw ProblemException.conflict("no_url", "This list is imported by hand.");
      }
      store.claim(list, stamp.now());
      return find(tenant, id);
    });
  }

  private static ProblemException missing() {
    return ProblemException.notFound("The deny list");
  }
}
