package dev.postern.ingest.receive;

import dev.postern.core.Service;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What this node did with requests since its start, by outcome: a small, closed set of words. */
@Service
public class InboundCounters {
  private final ConcurrentHashMap<String, LongAdder> counts = new ConcurrentHashMap<>();

  void count(String outcome) {
    counts.computeIfAbsent(outcome, word -> new LongAdder()).increment();
  }

  /**
   * {@code accepted}, {@code duplicate}, {@code handshake}, {@code unavailable} and every code of a
   * refusal.
   */
  public Map<String, Long> snapshot() {
    Map<String, Long> snapshot = new TreeMap<>();
    counts.forEach((outcome, count) -> snapshot.put(outcome, count.sum()));
    return snapshot;
  }
}
