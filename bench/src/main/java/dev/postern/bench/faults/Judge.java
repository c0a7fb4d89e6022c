package dev.postern.bench.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;

/** Reads the criteria off the truth and the ledger. */
final class Judge {
  private final Truth truth;
  private final Ledger ledger;

  Judge(Truth truth, Ledger ledger) {
    this.truth = truth;
    this.ledger = ledger;
  }

  Finding nothingLost() throws SQLException {
    List<String> missing = truth.missing();
    long waiting = ledger.waiting();
    return Finding.of(
        Criterion.L,
        missing.isEmpty() && !truth.promises().isEmpty(),
        "%,d acked, %d lost%s%s",
        truth.promises().size(),
        missing.size(),
        missing.isEmpty() ? "" : " " + missing.subList(0, Math.min(3, missing.size())),
        missing.isEmpty() || waiting == 0 ? "" : ", " + waiting + " still wait in the queues");
  }

  /** Repeats only of what was in flight at a fault that was noted. */
  Finding duplicates() {
    Set<String> allowed = new HashSet<>();
    truth.faults().forEach(fault -> allowed.addAll(fault.inFlight()));
    List<Truth.Arrival> repeated = truth.repeated();
    long others = repeated.stream().filter(it -> !allowed.contains(it.webhookId())).count();
    List<String> renamed = truth.renamed();
    return Finding.of(
        Criterion.D,
        others == 0 && renamed.isEmpty(),
        "%d again, %d of them not in flight, %d renamed",
        repeated.size(),
        others,
        renamed.size());
  }

  Finding noDuplicates() {
    int repeated = truth.repeated().size();
    int renamed = truth.renamed().size();
    return Finding.of(
        Criterion.D, repeated + renamed == 0, "%d again, %d renamed", repeated, renamed);
  }

  /** From each fault to the first that came again of what was in flight then. */
  Finding recovered(Duration within) {
    Map<Truth.Fault, Map<String, Truth.Arrival>> first = new HashMap<>();
    truth
        .arrivals()
        .forEach(it ->
            truth
                .recoveredFrom(it)
                .ifPresent(fault ->
                    first
                        .computeIfAbsent(fault, none -> new HashMap<>())
                        .merge(
                            it.webhookId() + it.endpoint(),
                            it,
                            (one, other) -> one.at() < other.at() ? one : other)));
    LongSummaryStatistics waits = new LongSummaryStatistics();
    first.forEach((fault, arrivals) ->
        arrivals.values().forEach(it -> waits.accept(Patience.millis(it.at() - fault.at()))));
    return Finding.of(
        Criterion.R,
        waits.getCount() == 0 || waits.getMax() <= within.toMillis(),
        "%d in flight sent after it, the last after %.1f s of %.1f",
        waits.getCount(),
        waits.getCount() == 0 ? 0 : waits.getMax() / 1e3,
        within.toMillis() / 1e3);
  }

  Finding terminal() throws Exception {
    long loose = ledger.loose();
    return Finding.of(
        Criterion.T, loose == 0, "%s; %d neither over nor scheduled", ledger.statuses(), loose);
  }
}
