package dev.postern.outbound.news;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.RaisedNotice;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts news of health into words for people. */
@Service
public class NoticesOfHealth {
  private static final List<Integer> WARNINGS = List.of(50, 80);
  private static final String DISABLED = "endpoint.disabled";
  private static final List<String> LASTING =
      List.of("endpoint.failing", "endpoint.suspended", DISABLED);
  private static final String ENDPOINT = "endpoint_id";

  private final Notices notices;

  @Inject
  public NoticesOfHealth(Notices notices) {
    this.notices = notices;
  }

  /** Joins the caller's transaction. */
  void of(HealthNews news) {
    if (news.calmed() || news.over()) {
      WARNINGS.forEach(percent -> notices.resolve(news.tenant(), failing(news, percent)));
    }
    if (news.over()) {
      notices.resolve(news.tenant(), incident("endpoint.suspended", news));
    }
    if (news.back()) {
      notices.resolve(news.tenant(), incident(DISABLED, news));
    }
    if (news.warns()) {
      raise(
          news,
          "endpoint.failing",
          failing(news, news.warning()),
          Notice.Severity.WARNING,
          "%d attempts in a row failed at %s: %d %% of what suspends it."
              .formatted(news.now().consecutiveFailures(), news.url(), news.warning()));
    }
    if (news.suspended()) {
      raise(
          news,
          "endpoint.suspended",
          Notice.Severity.CRITICAL,
          "%s is suspended: %s. Its deliveries are kept until somebody enables it."
              .formatted(news.url(), news.now().reason()));
    }
    if (news.gone()) {
      raise(
          news,
          DISABLED,
          Notice.Severity.CRITICAL,
          "%s answered 410 Gone and is disabled.".formatted(news.url()));
    }
    if (news.resumed()) {
      raise(
          news,
          "endpoint.resumed",
          Notice.Severity.INFO,
          "%s is sent to again; one delivery goes first.".formatted(news.url()));
      notices.resolve(news.tenant(), incident("endpoint.resumed", news));
    }
  }

  /**
   * What is open and is over without news of it: of endpoints that are not there any more, and of
   * those that were enabled again when nodes of an older version told the news. In one order on
   * every node.
   *
   * @param store what is told by now of these endpoints
   */
  List<RaisedNotice> leftOver(Function<Set<EndpointId>, Map<EndpointId, Boolean>> store) {
    SortedMap<String, RaisedNotice> open = new TreeMap<>();
    LASTING.stream()
        .flatMap(kind -> notices.open(kind).stream())
        .filter(notice -> endpoint(notice).isPresent())
        .forEach(notice -> open.put(notice.incident(), notice));
    if (open.isEmpty()) {
      return List.of();
    }
    Map<EndpointId, Boolean> disabled =
        store.apply(
            open.values().stream()
                .flatMap(notice -> endpoint(notice).stream())
                .collect(Collectors.toSet()));
    return open.values().stream()
        .filter(notice -> {
          Boolean stillDisabled = endpoint(notice).map(disabled::get).orElse(null);
          return stillDisabled == null || (notice.kind().equals(DISABLED) && !stillDisabled);
        })
        .toList();
  }

  void end(RaisedNotice notice) {
    notices.resolve(notice.tenant(), notice.incident());
  }

  private static Optional<EndpointId> endpoint(RaisedNotice notice) {
    return EndpointId.parse(notice.details().getOrDefault(ENDPOINT, ""));
  }

  private void raise(HealthNews news, String kind, Notice.Severity severity, String sentence) {
    raise(news, kind, incident(kind, news), severity, sentence);
  }

  private void raise(
      HealthNews news, String kind, String incident, Notice.Severity severity, String sentence) {
    notices.raise(
        new Notice(
            news.tenant(),
            kind,
            severity,
            incident,
            sentence,
            Map.of(
                ENDPOINT,
                news.endpoint().toString(),
                "consecutive_failures",
                Integer.toString(news.now().consecutiveFailures()))));
  }

  /** One incident each: raised again, an open one is only counted, and nobody would be told. */
  private static String failing(HealthNews news, int percent) {
    String incident = incident("endpoint.failing", news);
    return percent == WARNINGS.getFirst() ? incident : incident + ":" + percent;
  }

  private static String incident(String kind, HealthNews news) {
    return kind + ":" + news.endpoint();
  }
}
