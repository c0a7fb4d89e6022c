package dev.postern.core.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.Service;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.id.AuditId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Transactions;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The door to the trail. Thread-safe. */
@Service
public class AuditTrail {
  /** The chain of what concerns no single tenant. */
  public static final UUID PLATFORM = new UUID(0, 0);

  private static final int STEP = 500;

  private final AuditStore store;
  private final Transactions transactions;
  private final Stamp stamp;

  @Inject
  public AuditTrail(AuditStore store, Transactions transactions, Stamp stamp) {
    this.store = store;
    this.transactions = transactions;
    this.stamp = stamp;
  }

  /**
   * Appends to the tenant's chain, in the caller's transaction: change and entry are one commit.
   * Entries of one tenant wait for each other's commit; call it last.
   */
  public void record(TenantId tenant, Change change) {
    append(tenant.uuid(), change);
  }

  /** The same for what concerns the platform. */
  public void recordPlatform(Change change) {
    append(PLATFORM, change);
  }

  public Page<AuditEntry> list(UUID chain, AuditFilter filter, PageRequest page) {
    return page.page(store.list(chain, filter, page), entry -> entry.id().uuid());
  }

  public Optional<AuditEntry> find(UUID chain, AuditId id) {
    return store.byId(chain, id);
  }

  /** Walks the whole chain. What is appended meanwhile is not looked at. */
  public ChainState verify(UUID chain) {
    // In this order: an entry and its head are one commit, so an honest last entry is never ahead.
    long last = store.lastSeq(chain);
    ChainState.Head head = store.head(chain).orElse(ChainState.Head.EMPTY);
    long first = store.firstSeq(chain);
    if (first < 1) {
      return new ChainState.Broken(
          1, "Entry " + first + " stands before the first one: it is not Postern's.");
    }
    ChainState.Walk walk = new ChainState.Walk();
    for (long after = 0; after < head.length(); after += STEP) {
      for (AuditEntry entry : store.between(chain, after, Math.min(after + STEP, head.length()))) {
        Optional<ChainState.Broken> broken = walk.next(entry);
        if (broken.isPresent()) {
          return broken.get();
        }
      }
    }
    return walk.end(head, last);
  }

  /** Every entry of the filter, oldest first, without holding them all. */
  public void each(UUID chain, AuditFilter filter, Consumer<AuditEntry> consumer) {
    long last = store.lastSeq(chain);
    for (long after = 0; after < last; after += STEP) {
      store.between(chain, after, after + STEP).stream().filter(filter::matches).forEach(consumer);
    }
  }

  private void append(UUID chain, Change change) {
    transactions.run(() -> {
      ChainState.Head head = store.lockHead(chain);
      AuditEntry entry =
          new AuditEntry(
                  new AuditId(stamp.id()),
                  chain,
                  head.length() + 1,
                  stamp.now(),
                  Acting.actor(),
                  change.action(),
                  change.targetType(),
                  change.targetId(),
                  Acting.origin(),
                  text(change.before()),
                  text(change.after()),
                  head.hash(),
                  Digest.START)
              .sealed();
      store.append(entry);
    });
  }

  private static @Nullable String text(@Nullable JsonNode tree) {
    return tree == null ? null : tree.toString();
  }
}
