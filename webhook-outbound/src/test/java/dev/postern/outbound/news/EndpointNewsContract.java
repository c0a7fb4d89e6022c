package dev.postern.outbound.news;

import static dev.postern.outbound.OutboundTables.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.Stamp;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.NoticeChanged;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.store.NoticeStore;
import dev.postern.core.store.Database;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.StatusGate;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.Endpoints;
import dev.postern.outbound.endpoint.TestEndpoints;
import dev.postern.outbound.health.Breaker;
import dev.postern.outbound.health.EndpointHealth;
import dev.postern.outbound.health.Failures;
import dev.postern.outbound.health.HealthStore;
import dev.postern.outbound.ledger.DeliveryFeed;
import dev.postern.outbound.publish.TestPublisher;
import dev.postern.outbound.subscription.SubscriptionSettings;
import dev.postern.outbound.subscription.TestSubscriptions;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People and subscribers hear of an endpoint's fate, once, on every database. */
abstract class EndpointNewsContract {
  private final List<NoticeChanged> heard = new CopyOnWriteArrayList<>();
  private OutboundTables tables;
  private HealthStore healths;
  private Endpoints endpoints;
  private EndpointNews news;
  private EndpointId failing;
  private EndpointId watcher;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    Database database = tables.database.database();
    healths = new HealthStore(database);
    TestSubscriptions subscriptions = new TestSubscriptions(tables);
    endpoints = TestEndpoints.over(tables, subscriptions.door);
    failing = endpoint("https://failing.example/");
    watcher = endpoint("https://watcher.example/");
    EndpointId everything = endpoint("https://everything.example/");
    subscriptions.door.create(ACME, SubscriptionSettings.to(watcher, "endpoint.*"));
    subscriptions.door.create(ACME, SubscriptionSettings.to(failing, "endpoint.suspended"));
    subscriptions.door.create(ACME, SubscriptionSettings.to(everything, "*"));
    Notices notices =
        new Notices(
            new NoticeStore(database),
            tables.database.transactions(),
            new Stamp(tables::id, () -> tables.now),
            heard::add);
    news =
        new EndpointNews(
            new NewsStore(database),
            new NoticesOfHealth(notices),
            new OperationalEvents(
                TestPublisher.over(tables, subscriptions.routes, new DeliveryFeed())),
            new StatusGate(database),
            tables.database.transactions());
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void a_suspension_is_told_once_to_people_and_to_those_who_asked_for_it_by_name() {
    suspend();

    news.tell();
    news.tell();

    assertThat(opened()).containsExactly("endpoint.suspended");
    Notice.Severity severity = heard.getFirst().notice().severity();
    assertThat(severity).isEqualTo(Notice.Severity.CRITICAL);
    assertThat(heard.getFirst().notice().sentence())
        .isEqualTo(
            "https://failing.example/ is suspended: 10 attempts in a row failed over 300 s. Its"
                + " deliveries are kept until somebody enables it.");
    assertThat(deliveries())
        .as("not to the endpoint itself, and not to those who asked for * only")
        .containsExactly(watcher + " endpoint.suspended");
    assertThat(payload())
        .contains("\"type\":\"endpoint.suspended\"")
        .contains("\"endpoint_id\":\"" + failing + "\"")
        .contains("\"reason\":\"10 attempts in a row failed over 300 s\"");
  }

  @Test
  void of_nodes_that_look_at_the_same_time_one_tells() throws Exception {
    suspend();
    CyclicBarrier start = new CyclicBarrier(6);
    Callable<Boolean> node =
        () -> {
          start.await();
          news.tell();
          return true;
        };
    try (ExecutorService nodes = Executors.newFixedThreadPool(6)) {
      for (Future<Boolean> done : nodes.invokeAll(Collections.nCopies(6, node))) {
        assertThat(done.get()).isTrue();
      }
    }

    assertThat(deliveries()).containsExactly(watcher + " endpoint.suspended");
  }

  @Test
  void warnings_come_at_half_and_at_four_fifths_and_end_with_a_success() {
    active(5, 50);
    news.tell();
    active(6, 50);
    news.tell();
    active(8, 80);
    news.tell();
    assertThat(deliveries())
        .containsExactly(watcher + " endpoint.failing", watcher + " endpoint.failing");
    assertThat(sentences())
        .as("each is news, for mail, webhooks and alerts")
        .containsExactly(
            "5 attempts in a row failed at https://failing.example/: 50 % of what suspends it.",
            "8 attempts in a row failed at https://failing.example/: 80 % of what suspends it.");

    active(0, 0);
    news.tell();
    assertThat(resolved()).containsExactly("endpoint.failing", "endpoint.failing");
    assertThat(deliveries()).hasSize(2);
    active(5, 50);
    news.tell();
    assertThat(opened()).as("a new incident").hasSize(3);
  }

  @Test
  void a_suspension_takes_the_place_of_both_warnings() {
    active(5, 50);
    news.tell();
    active(8, 80);
    news.tell();

    suspend();
    news.tell();

    assertThat(resolved()).containsExactly("endpoint.failing", "endpoint.failing");
    assertThat(opened())
        .containsExactly("endpoint.failing", "endpoint.failing", "endpoint.suspended");
  }

  @Test
  void the_return_of_a_suspended_endpoint_is_told_and_ends_the_incident() {
    suspend();
    news.tell();
    active(0, 0);

    news.tell();

    assertThat(deliveries())
        .containsExactly(watcher + " endpoint.suspended", watcher + " endpoint.resumed");
    assertThat(resolved()).contains("endpoint.suspended");
  }

  @Test
  void an_endpoint_that_is_gone_is_told_and_one_that_a_person_disabled_is_not() {
    healths.save(failing, new EndpointHealth.Disabled(null, Failures.NONE), 0);
    news.tell();
    assertThat(heard).isEmpty();
    healths.save(failing, EndpointHealth.HEALTHY, 0);
    news.tell();
    healths.save(failing, new EndpointHealth.Disabled("gone", Failures.NONE), 0);
    news.tell();

    assertThat(opened()).containsExactly("endpoint.disabled");
    assertThat(deliveries()).containsExactly(watcher + " endpoint.disabled");
  }

  @Test
  void each_time_an_endpoint_is_gone_is_an_incident_of_its_own() {
    gone();
    healths.save(failing, EndpointHealth.HEALTHY, 0);
    news.tell();
    assertThat(resolved()).as("a person enabled it").containsExactly("endpoint.disabled");

    gone();

    assertThat(opened()).containsExactly("endpoint.disabled", "endpoint.disabled");
    assertThat(deliveries())
        .containsExactly(watcher + " endpoint.disabled", watcher + " endpoint.disabled");
  }

  @Test
  void what_goes_on_at_an_endpoint_ends_when_it_is_deleted() {
    active(5, 50);
    news.tell();
    active(8, 80);
    news.tell();
    healths.save(watcher, new EndpointHealth.Disabled("gone", Failures.NONE), 0);
    news.tell();
    news.endOfLeftOver();
    assertThat(resolved()).as("both are there").isEmpty();

    endpoints.delete(ACME, failing);
    news.endOfLeftOver();
    news.endOfLeftOver();

    assertThat(resolved()).containsExactly("endpoint.failing", "endpoint.failing");
  }

  @Test
  void a_suspension_ends_when_the_endpoint_is_deleted() {
    suspend();
    news.tell();
    endpoints.delete(ACME, failing);

    news.endOfLeftOver();

    assertThat(resolved()).containsExactly("endpoint.suspended");
  }

  @Test
  void what_an_older_node_left_open_of_an_enabled_endpoint_ends_too() {
    gone();
    healths.save(failing, EndpointHealth.HEALTHY, 0);
    news.endOfLeftOver();
    assertThat(resolved()).as("it is not told yet").isEmpty();
    tables.database.database().update("update endpoint_health set told_status = 'ACTIVE'");

    news.endOfLeftOver();

    assertThat(resolved()).containsExactly("endpoint.disabled");
  }

  private void gone() {
    healths.save(failing, new EndpointHealth.Disabled("gone", Failures.NONE), 0);
    news.tell();
  }

  private void suspend() {
    healths.save(
        failing,
        new EndpointHealth.Suspended(
            tables.now, "10 attempts in a row failed over 300 s", new Failures(10, tables.now)),
        0);
  }

  private void active(int failures, int warning) {
    healths.save(
        failing,
        new EndpointHealth.Active(
            failures == 0 ? Failures.NONE : new Failures(failures, tables.now), Breaker.CLOSED),
        warning);
  }

  private List<String> opened() {
    return heard.stream().filter(n -> !n.resolved()).map(n -> n.notice().kind()).toList();
  }

  private List<String> sentences() {
    return heard.stream().filter(n -> !n.resolved()).map(n -> n.notice().sentence()).toList();
  }

  private List<String> resolved() {
    return heard.stream().filter(NoticeChanged::resolved).map(n -> n.notice().kind()).toList();
  }

  private List<String> deliveries() {
    return tables
        .database
        .database()
        .query(
            "select endpoint_id, event_type from delivery order by id",
            row -> row.id("endpoint_id", EndpointId::new) + " " + row.text("event_type"));
  }

  private String payload() {
    return tables
        .database
        .database()
        .queryOne(
            "select payload from event",
            row -> new String(row.bytes("payload"), StandardCharsets.UTF_8))
        .orElseThrow();
  }

  private EndpointId endpoint(String url) {
    return endpoints.create(ACME, EndpointSettings.at(url), null).endpoint().id();
  }

  static final class H2Test extends EndpointNewsContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends EndpointNewsContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}
