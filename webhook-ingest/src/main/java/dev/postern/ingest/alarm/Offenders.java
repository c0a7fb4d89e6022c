package dev.postern.ingest.alarm;

import dev.postern.core.Service;
import dev.postern.ingest.Source;
import dev.postern.ingest.figures.NetworkFailureStore;
import dev.postern.ingest.figures.NetworkFailures;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** From which networks the failures come. */
@Service
public class Offenders {
  private final NetworkFailureStore failures;

  @Inject
  public Offenders(NetworkFailureStore failures) {
    this.failures = failures;
  }

  /**
   * @param networks failures by network in CIDR notation, most first
   * @param more whether a flood had others that were not told apart
   */
  record Found(Map<String, Long> networks, boolean more) {}

  Found since(Source source, Instant since) {
    Map<String, Long> counts = failures.since(source.tenant(), source.id(), since);
    boolean more = counts.remove(NetworkFailures.OTHERS) != null;
    Map<String, Long> ordered = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(BurstWords.mostFirst())
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    return new Found(ordered, more);
  }
}
