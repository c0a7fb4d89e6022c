package dev.postern.core.notice;

import dev.postern.core.Service;
import dev.postern.core.id.NoticeId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.store.NoticeStore;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Transactions;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The door to notices. Joins the caller's transaction. Thread-safe. */
@Service
public class Notices {
  private final NoticeStore store;
  private final Transactions transactions;
  private final Stamp stamp;
  private final Consumer<NoticeChanged> listeners;

  @Inject
  Notices(NoticeStore store, Transactions transactions, Stamp stamp, Event<NoticeChanged> changed) {
    this(store, transactions, stamp, (Consumer<NoticeChanged>) changed::fire);
  }

  /** For use outside a container: {@code listeners} is told within the transaction. */
  public Notices(
      NoticeStore store,
      Transactions transactions,
      Stamp stamp,
      Consumer<NoticeChanged> listeners) {
    this.store = store;
    this.transactions = transactions;
    this.stamp = stamp;
    this.listeners = listeners;
  }

  /**
   * Opens the incident, or counts it when it is open already: its sentence is brought up to date,
   * and what has become severer is told again.
   */
  public void raise(Notice notice) {
    Instant now = stamp.now();
    RaisedNotice fresh =
        new RaisedNotice(
            new NoticeId(stamp.id()),
            notice.tenant(),
            notice.kind(),
            notice.severity(),
            notice.incident(),
            notice.sentence(),
            notice.details(),
            now,
            now,
            1,
            null);
    transactions.run(() -> {
      if (store.open(fresh)) {
        listeners.accept(new NoticeChanged(fresh, false));
      } else {
        store
            .again(fresh)
            .ifPresent(severer -> listeners.accept(new NoticeChanged(severer, false)));
      }
    });
  }

  /** Ends the incident, when it is open. */
  public void resolve(@Nullable TenantId tenant, String incident) {
    transactions.run(() ->
        store
            .resolve(tenant, incident, stamp.now())
            .ifPresent(over -> listeners.accept(new NoticeChanged(over, true))));
  }

  /**
   * The whole of what goes on of one kind: raises each, and ends every other open incident of it.
   * For those who look at everything in rounds.
   */
  public void keep(String kind, List<Notice> present) {
    keep(kind, present, open -> true);
  }

  /** The same where several look at one kind: only those incidents end that are this one's. */
  public void keep(String kind, List<Notice> present, Predicate<RaisedNotice> own) {
    Set<String> lasting = new HashSet<>();
    for (Notice notice : present) {
      raise(notice);
      lasting.add(notice.tenant() + "|" + notice.incident());
    }
    for (RaisedNotice open : store.open(kind)) {
      if (own.test(open) && !lasting.contains(open.tenant() + "|" + open.incident())) {
        resolve(open.tenant(), open.incident());
      }
    }
  }

  /** Open incidents of one kind, of all tenants. */
  public List<RaisedNotice> open(String kind) {
    return store.open(kind);
  }

  /** The notice of the same incident that is open now; another one when it began again. */
  public Optional<RaisedNotice> openAs(RaisedNotice notice) {
    return store.openAs(notice.tenant(), notice.incident());
  }

  /** Of any tenant; for those who tell it. */
  public Optional<RaisedNotice> find(NoticeId id) {
    return store.find(id);
  }

  /** Newest first. */
  public Page<RaisedNotice> list(@Nullable TenantId tenant, boolean openOnly, PageRequest page) {
    return page.page(store.list(tenant, openOnly, page), notice -> notice.id().uuid());
  }
}
