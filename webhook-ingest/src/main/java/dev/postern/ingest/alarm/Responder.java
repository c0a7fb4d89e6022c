package dev.postern.ingest.alarm;

import dev.postern.core.Service;
import dev.postern.ingest.Measure;
import dev.postern.ingest.Source;
import dev.postern.ingest.guard.KnownNetworks;
import dev.postern.ingest.guard.Measures;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Does what a source wants to be done by itself about a burst. */
@Service
public class Responder {
  static final Duration LASTING = Duration.ofHours(1);
  private static final int MOST_NETWORKS = 16;
  private static final int LEAST_FAILURES = 3;
  private static final double LEAST_SHARE = 0.05;

  private final Measures measures;
  private final KnownNetworks known;

  @Inject
  public Responder(Measures measures, KnownNetworks known) {
    this.measures = measures;
    this.known = known;
  }

  /**
   * What is unusual.
   *
   * @param since when it began: what a person has undone since then is not done again
   */
  record Burst(Instant since, String words) {}

  void respond(Source source, Map<String, Long> networks, Burst burst) {
    source
        .settings()
        .autoResponse()
        .measure()
        .ifPresent(kind -> {
          switch (kind) {
            case BLOCK_NETWORK ->
                culprits(networks, known.trusted(source.id()))
                    .forEach(network -> apply(source, kind, network, burst));
            case TIGHTEN_LIMIT, DISABLE_SOURCE -> apply(source, kind, null, burst);
          }
        });
  }

  /** Networks with a good part of the failures, none of which sent anything good. */
  static List<String> culprits(Map<String, Long> networks, Set<String> trusted) {
    long all = networks.values().stream().mapToLong(Long::longValue).sum();
    return networks.entrySet().stream()
        .filter(entry -> !trusted.contains(entry.getKey()))
        .filter(
            entry -> entry.getValue() >= LEAST_FAILURES && entry.getValue() >= LEAST_SHARE * all)
        .sorted(BurstWords.mostFirst())
        .limit(MOST_NETWORKS)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void apply(
      Source source,
      Measure.Kind kind,
      @org.jspecify.annotations.Nullable String network,
      Burst burst) {
    Optional<Measure> unused =
        measures.applyUnlessUndone(
            new Measures.Wish(source.tenant(), source.id(), kind, network, LASTING, burst.words()),
            burst.since());
  }
}
