package dev.postern.adminui.overview;

import com.vaadin.flow.component.html.Div;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Times;
import dev.postern.outbound.stats.StatWindow;
import java.time.Duration;
import java.util.Locale;

/** The few numbers that say whether all is well; each leads to what it counts. */
final class FigureRow {
  private FigureRow() {}

  static Div of(Visit visit, OverviewFigures.Snapshot now, Times times) {
    StatWindow sent = now.sent().whole();
    String within = "within=" + now.span().word();
    String sentThen = visit.path("deliveries?" + within);
    long forged =
        now.received()
            .of(
                "bad_signature",
                "missing_signature",
                "malformed_signature",
                "stale_timestamp",
                "future_timestamp",
                "missing_timestamp",
                "malformed_timestamp",
                "no_secret",
                "replayed");
    long limited = now.received().of("rate_limited");
    Div row =
        new Div(
            new Figure(rate(sent), "attempts succeeded", sentThen, failing(sent)),
            new Figure(many(sent.attempts()), "attempts", sentThen, false),
            new Figure(millis(sent.p50Ms()), "p50 latency", sentThen, false),
            new Figure(millis(sent.p95Ms()), "p95 latency", sentThen, false),
            new Figure(
                now.pending().words(),
                now.oldest()
                    .map(since -> "pending; what waits longest, " + age(since, times))
                    .orElse("pending"),
                visit.path("deliveries?status=pending"),
                false),
            new Figure(
                now.retrying().words(),
                "retrying",
                visit.path("deliveries?status=retrying"),
                false),
            new Figure(
                many(now.received().verified()),
                "received",
                visit.path("received?" + within),
                false),
            new Figure(
                many(forged), "signature failures", visit.path("failures?" + within), forged > 0),
            new Figure(
                many(limited),
                "rate-limit hits",
                visit.path("rejections?reason=rate_limited&" + within),
                limited > 0));
    row.addClassName("figures");
    return row;
  }

  private static String age(java.time.Instant since, Times times) {
    return Times.rough(Duration.between(since, times.now()));
  }

  private static boolean failing(StatWindow sent) {
    Double rate = sent.successRate();
    return rate != null && rate < 0.9;
  }

  private static String rate(StatWindow sent) {
    Double rate = sent.successRate();
    return rate == null ? "–" : "%.1f %%".formatted(rate * 100);
  }

  private static String millis(@org.jspecify.annotations.Nullable Long millis) {
    return millis == null ? "–" : millis + " ms";
  }

  private static String many(long count) {
    return String.format(Locale.ENGLISH, "%,d", count);
  }
}
