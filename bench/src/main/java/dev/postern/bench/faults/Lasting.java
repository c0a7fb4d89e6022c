package dev.postern.bench.faults;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A fault that lasts, and what was in flight while it did: what was leased when it began, and what
 * came until it was over, but only until it was seen to be settled. Confined to its thread.
 */
final class Lasting {
  private final Truth truth;
  private final Ledger ledger;
  private final long begun = System.nanoTime();
  private final Map<String, String> leases;
  private final Map<String, Long> settled = new HashMap<>();

  /** It begins now. */
  Lasting(Truth truth, Ledger ledger) throws SQLException {
    this.truth = truth;
    this.ledger = ledger;
    leases = ledger.leases();
  }

  long begun() {
    return begun;
  }

  /** What is settled now may not come again. */
  void look() throws SQLException {
    // In this order: what comes after the look at the truth is not settled yet.
    Set<String> came = truth.since(begun);
    came.addAll(leases.keySet());
    came.removeAll(ledger.unsettled());
    long now = System.nanoTime();
    came.forEach(it -> settled.putIfAbsent(it, now));
  }

  /**
   * It is over, and noted.
   *
   * @param recoverable recovery is counted from then
   */
  void end(long recoverable) {
    Map<String, Long> allowed = new HashMap<>();
    truth.since(begun).forEach(it -> allowed.put(it, Long.MAX_VALUE));
    leases.keySet().forEach(it -> allowed.put(it, Long.MAX_VALUE));
    allowed.replaceAll((id, always) -> settled.getOrDefault(id, always));
    truth.fault(new Truth.Fault(begun, recoverable, leases, allowed));
  }
}
