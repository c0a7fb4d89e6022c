package dev.postern.outbound.stats;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.send.Outcome;
import dev.postern.outbound.settle.Settlement;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts of this node that are not written yet. Thread-safe. */
@Service
public class Tally {
  /** What is counted together. */
  public record Key(TenantId tenant, EndpointId endpoint, Outcome outcome, int durationClass) {}

  private final ConcurrentHashMap<Key, Long> counts = new ConcurrentHashMap<>();

  public Tally() {}

  /** Those that were stored. Returns at once and never throws. */
  public void add(Collection<Settlement> settled) {
    settled.forEach(settlement ->
        settlement
            .attempt()
            .ifPresent(made ->
                counts.merge(
                    new Key(
                        settlement.delivery().tenant(),
                        settlement.delivery().endpoint(),
                        made.outcome().outcome(),
                        DurationClass.of(made.outcome().timings().total())),
                    1L,
                    Long::sum)));
  }

  /** What was counted since the last call. */
  Map<Key, Long> take() {
    Map<Key, Long> taken = new ConcurrentHashMap<>();
    for (Key key : counts.keySet()) {
      Long count = counts.remove(key);
      if (count != null) {
        taken.put(key, count);
      }
    }
    return taken;
  }

  /** They could not be written: to be tried again. */
  void putBack(Map<Key, Long> taken) {
    taken.forEach((key, count) -> counts.merge(key, count, Long::sum));
  }
}
