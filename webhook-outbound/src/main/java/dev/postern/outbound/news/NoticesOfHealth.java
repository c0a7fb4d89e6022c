package dev.postern.outbound.news;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.RaisedNotice;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Puts news of health into words for people. */
@Service
public class NoticesOfHealth {
  private static final List<Integer> WARNINGS = List.of(50, 80);
  private static final List<String> LASTING =
      List.of("endpoint.failing", "endpoint.suspended", "endpoint.disabled");
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
      notices.resolve(news.tenant(), incident("endpoint.disabled", news));
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
          "endpoint.disabled",
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
   * Ends the incidents of endpoints that are not there any more. What is open was told while its
   * endpoint was there, and no id comes again.
   */
  void endOfDeleted(UnaryOperator<Set<EndpointId>> present) {
    Map<RaisedNotice, EndpointId> open = new HashMap<>();
    for (String kind : LASTING) {
      for (RaisedNotice notice : notices.open(kind)) {
        EndpointId.parse(notice.details().getOrDefault(ENDPOINT, ""))
            .ifPresent(endpoint -> open.put(notice, endpoint));
      }
    }
    if (!open.isEmpty()) {
      Set<EndpointId> there = present.apply(Set.copyOf(open.values()));
      open.forEach((notice, endpoint) -> {
        if (!there.contains(endpoint)) {
          notices.resolve(notice.tenant(), notice.incident());
        }
      });
    }
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
