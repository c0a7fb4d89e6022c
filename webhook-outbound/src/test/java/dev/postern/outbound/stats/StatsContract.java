package dev.postern.outbound.stats;

import static dev.postern.outbound.QueueFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.postern.core.id.EndpointId;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.send.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every database must do for an endpoint's figures. */
abstract class StatsContract {
  private static final EndpointId ENDPOINT = new EndpointId(new UUID(1, 1));
  private static final EndpointId OTHER = new EndpointId(new UUID(1, 2));
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private OutboundTables tables;
  private StatStore store;
  private EndpointStats stats;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    store = new StatStore(tables.database.database());
    stats = new EndpointStats(new Tally(), store, () -> tables.now, timer);
  }

  @AfterEach
  void close() {
    timer.shutdownNow();
    tables.close();
  }

  @Test
  void windows_count_what_lies_in_them() {
    count(ENDPOINT, Duration.ofMinutes(5), Outcome.DELIVERED, 20, 98);
    count(ENDPOINT, Duration.ofMinutes(6), Outcome.TIMEOUT, 30_000, 2);
    count(ENDPOINT, Duration.ofHours(2), Outcome.HTTP_ERROR, 50, 100);
    count(ENDPOINT, Duration.ofDays(8), Outcome.HTTP_ERROR, 50, 5);
    count(OTHER, Duration.ofMinutes(5), Outcome.BLOCKED, 1, 7);

    List<StatWindow> windows = stats.of(TENANT, ENDPOINT);
    StatWindow hour = windows.get(0);
    assertThat(hour.window()).isEqualTo("1h");
    assertThat(hour.attempts()).isEqualTo(100);
    assertThat(hour.failed()).isEqualTo(2);
    assertThat(hour.successRate()).isEqualTo(0.98);
    assertThat(hour.p50Ms()).isBetween(18L, 22L);
    assertThat(hour.p95Ms()).isBetween(18L, 22L);
    assertThat(hour.outcomes()).isEqualTo(Map.of("delivered", 98L, "timeout", 2L));
    assertThat(windows.get(1).successRate()).isEqualTo(0.49);
    assertThat(windows.get(2).attempts()).isEqualTo(200);
    assertThat(stats.of(OutboundTables.OTHER, ENDPOINT).get(0))
        .isEqualTo(new StatWindow("1h", 0, 0, 0, null, null, null, Map.of()));
  }

  @Test
  void a_series_has_no_gap_and_sums_up_to_its_window() {
    count(ENDPOINT, Duration.ofMinutes(5), Outcome.DELIVERED, 20, 98);
    count(OTHER, Duration.ofMinutes(5), Outcome.TIMEOUT, 30_000, 2);
    count(ENDPOINT, Duration.ofMinutes(30), Outcome.DELIVERED, 40, 1);
    count(ENDPOINT, Duration.ofHours(2), Outcome.HTTP_ERROR, 50, 7);

    TenantStats series = new TenantStats(store, () -> tables.now);
    StatSeries hour = series.of(TENANT, Span.HOUR);
    assertThat(hour.points()).hasSize(60);
    assertThat(hour.whole().attempts()).isEqualTo(101);
    StatPoint busy =
        hour.points().stream().filter(point -> point.failed() > 0).findFirst().orElseThrow();
    assertThat(busy.at())
        .isEqualTo(tables.now.minus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.MINUTES));
    assertThat(busy.delivered()).isEqualTo(98);
    assertThat(busy.p50Ms()).isBetween(18L, 22L);
    assertThat(hour.points().getFirst().p50Ms()).as("nothing was measured").isNull();

    assertThat(series.of(TENANT, ENDPOINT, Span.DAY).whole().failed()).isEqualTo(7);
    assertThat(series.of(OutboundTables.OTHER, Span.WEEK).whole().attempts()).isZero();
  }

  @Test
  void summing_up_by_the_hour_changes_no_figure_of_a_day() {
    count(ENDPOINT, Duration.ofHours(3).minusSeconds(20), Outcome.DELIVERED, 20, 3);
    count(ENDPOINT, Duration.ofHours(3).minusSeconds(10), Outcome.DELIVERED, 20, 4);
    count(ENDPOINT, Duration.ofMinutes(1), Outcome.RESET, 20, 1);
    StatWindow before = stats.of(TENANT, ENDPOINT).get(1);
    tables.database.transactions().run(() -> store.sumUp(tables.now.minus(Duration.ofHours(2))));
    assertThat(stats.of(TENANT, ENDPOINT).get(1)).isEqualTo(before);
    assertThat(tables.count("select count(*) from endpoint_stat")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 17, 250, 999, 30_000, 120_000})
  void a_class_is_within_a_tenth_of_its_durations(long millis) {
    long read = DurationClass.millis(DurationClass.of(Duration.ofMillis(millis)));
    assertThat((double) read).isCloseTo(millis, within(Math.max(1, millis * 0.1)));
  }

  private void count(EndpointId endpoint, Duration ago, Outcome outcome, long millis, long n) {
    Instant at = tables.now.minus(ago);
    Map<Tally.Key, Long> counts = new HashMap<>();
    counts.put(
        new Tally.Key(TENANT, endpoint, outcome, DurationClass.of(Duration.ofMillis(millis))), n);
    store.insert(counts, at);
  }

  static final class H2Test extends StatsContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends StatsContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}
