package dev.postern.ingest.receive;

import dev.postern.core.Service;
import dev.postern.ingest.pipeline.Call;
import dev.postern.ingest.source.LiveSource;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What this node did with requests since its start, by outcome: a small, closed set of words. */
@Service
public class InboundCounters {
  private final ConcurrentHashMap<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final List<InboundWatch> watches;

  @Inject
  InboundCounters(@Any Instance<InboundWatch> watches) {
    this(watches.stream().toList());
  }

  public InboundCounters(List<InboundWatch> watches) {
    this.watches = List.copyOf(watches);
  }

  /** Of nobody's source. */
  void count(String outcome) {
    add(outcome);
    watches.forEach(watch -> watch.seenOfNobody(outcome));
  }

  void count(LiveSource source, Call call, String outcome) {
    add(outcome);
    Sighting sighting = new Sighting(source, call.client(), outcome, call.elapsed());
    watches.forEach(watch -> watch.seen(sighting));
  }

  private void add(String outcome) {
    counts.computeIfAbsent(outcome, word -> new LongAdder()).increment();
  }

  /** The words of {@link Sighting} and every code of a refusal. */
  public Map<String, Long> snapshot() {
    Map<String, Long> snapshot = new TreeMap<>();
    counts.forEach((outcome, count) -> snapshot.put(outcome, count.sum()));
    return snapshot;
  }
}
