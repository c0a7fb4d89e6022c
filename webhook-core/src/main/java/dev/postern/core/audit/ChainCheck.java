package dev.postern.core.audit;

import dev.postern.core.audit.store.AuditStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A walk over one chain in portions, so that who asked for it can see how far it is, and stop. What
 * is appended after it began is not looked at. Not thread-safe.
 */
public final class ChainCheck {
  private static final int STEP = 500;

  private final AuditStore store;
  private final UUID chain;
  private final long first;
  private final long last;
  private final ChainState.Head head;
  private final ChainState.Walk walk = new ChainState.Walk();
  private long seen;

  ChainCheck(AuditStore store, UUID chain) {
    this.store = store;
    this.chain = chain;
    // In this order: an entry and its head are one commit, so an honest last entry is never ahead.
    this.last = store.lastSeq(chain);
    this.head = store.head(chain).orElse(ChainState.Head.EMPTY);
    this.first = store.firstSeq(chain);
  }

  /** How many entries the chain has to have. */
  public long length() {
    return head.length();
  }

  /** How many of them were looked at. */
  public long seen() {
    return seen;
  }

  /**
   * Looks at the next five hundred entries at most; what was found, once nothing is left to see.
   */
  public Optional<ChainState> step() {
    if (first < 1) {
      return Optional.of(
          new ChainState.Broken(
              1, "Entry " + first + " stands before the first one: it is not Postern's."));
    }
    long until = Math.min(seen + STEP, head.length());
    for (AuditEntry entry :
        seen < until ? store.between(chain, seen, until) : List.<AuditEntry>of()) {
      Optional<ChainState.Broken> broken = walk.next(entry);
      if (broken.isPresent()) {
        return Optional.of(broken.get());
      }
    }
    seen = until;
    return seen < head.length() ? Optional.empty() : Optional.of(walk.end(head, last));
  }

  /** All of what is left. */
  ChainState finish() {
    Optional<ChainState> found = step();
    while (found.isEmpty()) {
      found = step();
    }
    return found.get();
  }
}
