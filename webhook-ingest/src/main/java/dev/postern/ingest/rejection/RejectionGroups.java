package dev.postern.ingest.rejection;

import dev.postern.ingest.Rejection;
import dev.postern.ingest.RejectionGroup;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts refusals that look alike together. Pure. */
final class RejectionGroups {
  private static final int DIAGNOSES = 3;

  private RejectionGroups() {}

  private record Key(dev.postern.core.id.SourceId source, String reason) {}

  /** The group with the latest refusal first. */
  static List<RejectionGroup> of(List<Rejection> rejections) {
    return rejections.stream()
        .collect(
            Collectors.groupingBy(
                rejection -> new Key(rejection.sourceId(), rejection.reason()),
                LinkedHashMap::new,
                Collectors.toList()))
        .entrySet()
        .stream()
        .map(entry -> group(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(RejectionGroup::lastAt).reversed())
        .toList();
  }

  private static RejectionGroup group(Key key, List<Rejection> alike) {
    Set<String> clients = alike.stream().map(Rejection::clientIp).collect(Collectors.toSet());
    boolean more = clients.remove(RejectionLog.VARIOUS);
    return new RejectionGroup(
        key.source(),
        key.reason(),
        alike.stream().mapToLong(Rejection::count).sum(),
        clients.size(),
        more,
        diagnoses(alike),
        alike.stream().map(Rejection::rejectedAt).min(Instant::compareTo).orElseThrow(),
        alike.stream().map(Rejection::rejectedAt).max(Instant::compareTo).orElseThrow());
  }

  private static List<String> diagnoses(List<Rejection> alike) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    alike.stream()
        .filter(rejection -> rejection.diagnosis() != null)
        .forEach(rejection ->
            counts.merge(
                Objects.requireNonNull(rejection.diagnosis()), rejection.count(), Integer::sum));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(DIAGNOSES)
        .map(Map.Entry::getKey)
        .toList();
  }
}
