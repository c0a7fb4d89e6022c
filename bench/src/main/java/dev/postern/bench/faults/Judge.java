package dev.postern.bench.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads the criteria off the truth and the ledger. */
final class Judge {
  /** An endpoint's {@code timeout_seconds} unless it is told another. */
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);

  private final Truth truth;
  private final Ledger ledger;
  private final Duration longestLease;

  Judge(Truth truth, Ledger ledger) {
    this(truth, ledger, LONGEST_REQUEST.plus(Member.RECOVERY));
  }

  Judge(Truth truth, Ledger ledger, Duration longestLease) {
    this.truth = truth;
    this.ledger = ledger;
    this.longestLease = longestLease;
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
    List<Truth.Fault> faults = truth.faults();
    List<Truth.Arrival> repeated = truth.repeated();
    long others =
        repeated.stream().filter(it -> faults.stream().noneMatch(f -> f.excuses(it))).count();
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

  /**
   * From each fault, or from its end when it lasted, to the first that came again of what was in
   * flight then. Where nothing did, nothing is shown.
   */
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
        arrivals
            .values()
            .forEach(it -> waits.accept(Math.max(0, Patience.millis(it.at() - fault.over())))));
    return Finding.of(
        Criterion.R,
        waits.getCount() > 0 && waits.getMax() <= within.toMillis(),
        "%d in flight sent after it, the last after %.1f s of %.1f",
        waits.getCount(),
        waits.getCount() == 0 ? 0 : waits.getMax() / 1e3,
        within.toMillis() / 1e3);
  }

  /**
   * Over or scheduled; and what is leased is so for no longer than the longest request and a lease
   * may last, however often that lease is renewed or taken again.
   */
  Finding terminal() throws Exception {
    Set<UUID> leased = ledger.leasedDeliveries();
    boolean released =
        Patience.until(
            longestLease,
            () -> {
              leased.retainAll(ledger.leasedDeliveries());
              return leased.isEmpty();
            });
    long loose = ledger.loose();
    return Finding.of(
        Criterion.T,
        loose == 0 && released,
        "%s; %d neither over nor scheduled%s",
        ledger.statuses(),
        loose,
        released
            ? ""
            : ", %d leased for more than %d s".formatted(leased.size(), longestLease.toSeconds()));
  }
}
