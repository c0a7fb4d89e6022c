package dev.postern.ingest.alarm;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.ingest.Source;
import dev.postern.ingest.Sources;
import dev.postern.ingest.figures.FigureStore;
import dev.postern.ingest.handover.Announcement;
import dev.postern.ingest.receive.Sighting;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells people what a look found, and lets the source defend itself. In the look's transaction. */
@Service
public class AlarmDesk {
  static final String KIND = "source.signature_failures";

  private final Sources sources;
  private final FigureStore figures;
  private final Offenders offenders;
  private final Responder responder;
  private final Notices notices;

  @Inject
  public AlarmDesk(
      Sources sources,
      FigureStore figures,
      Offenders offenders,
      Responder responder,
      Notices notices) {
    this.sources = sources;
    this.figures = figures;
    this.offenders = offenders;
    this.responder = responder;
    this.notices = notices;
  }

  void act(FigureStore.Bucketed where, AlarmState state, AlarmState.Signal signal) {
    Optional<Source> source = sources.find(where.tenant(), where.source());
    switch (signal) {
      case AlarmState.Usual() -> {}
      case AlarmState.Over over -> notices.resolve(where.tenant(), incident(where));
      case AlarmState.Burst burst -> source.ifPresent(found -> alarm(found, state, burst, where));
    }
  }

  private void alarm(
      Source source, AlarmState state, AlarmState.Burst burst, FigureStore.Bucketed where) {
    Map<String, Long> reasons = new LinkedHashMap<>();
    figures
        .requests(
            where.tenant(),
            where.source(),
            burst.interval().start(),
            burst.interval().start().plus(Interval.LENGTH))
        .forEach((outcome, count) -> {
          if (Sighting.FAILURES.contains(outcome)) {
            reasons.put(outcome, count);
          }
        });
    Offenders.Found found = offenders.since(source, burst.interval().start());
    String words =
        BurstWords.of(
            burst, state.baseline().known(), reasons, found.networks().size(), found.more());
    notices.raise(
        new Notice(
            where.tenant(),
            KIND,
            Notice.Severity.WARNING,
            incident(where),
            "The source \"" + source.name() + "\" sees " + words,
            Map.of(
                "source_id",
                source.id().toString(),
                "failures",
                Long.toString(burst.interval().failures()),
                "expected",
                Long.toString(Math.round(burst.expected())),
                "networks",
                String.join(", ", found.networks().keySet().stream().limit(10).toList()))));
    Instant since = Objects.requireNonNullElse(state.burstSince(), burst.interval().start());
    responder.respond(source, found.networks(), new Responder.Burst(since, words));
  }

  /** What is open of sources that are deleted: nobody else ends it. In one order on every node. */
  List<RaisedNotice> openOfGone() {
    SortedMap<String, RaisedNotice> open = new TreeMap<>();
    Stream.of(KIND, Announcement.DEAD)
        .flatMap(kind -> notices.open(kind).stream())
        .filter(notice -> source(notice).isPresent())
        .forEach(notice -> open.put(notice.incident(), notice));
    if (open.isEmpty()) {
      return List.of();
    }
    Set<SourceId> present =
        figures.present(
            open.values().stream()
                .flatMap(notice -> source(notice).stream())
                .collect(Collectors.toSet()));
    return open.values().stream()
        .filter(notice -> source(notice).filter(present::contains).isEmpty())
        .toList();
  }

  void end(RaisedNotice notice) {
    notices.resolve(notice.tenant(), notice.incident());
  }

  private static Optional<SourceId> source(RaisedNotice notice) {
    return SourceId.parse(notice.details().getOrDefault("source_id", ""));
  }

  private static String incident(FigureStore.Bucketed where) {
    return KIND + ":" + where.source();
  }
}
