package dev.postern.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.alert.AlertMessage.Status;
import dev.postern.core.id.AlertChannelId;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.Notice.Severity;
import dev.postern.core.store.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** In which order things are told, and whom nobody waits for. */
abstract class AlertOrderContract extends AlertsWired {
  @Test
  void what_is_over_before_it_was_told_opens_no_incident_again() throws Exception {
    AlertChannelId pager = create(acme, AlertKind.PAGERDUTY, ROUTING_KEY).channel().id();
    target.answer(503);
    raise("Suspended.");
    outbox.sendDue();
    target.answer(200);
    notices.resolve(acme, "endpoint.suspended:ep_1");
    outbox.sendDue();

    now = now.plus(AlertPace.waitAfter(1));
    outbox.sendDue();

    assertThat(actions()).containsExactly("trigger", "resolve");
    assertThat(messages(pager))
        .extracting(AlertMessage::status)
        .containsExactly(Status.SENT, Status.SKIPPED);
  }

  @Test
  void an_end_that_was_held_up_closes_no_incident_that_began_again() throws Exception {
    AlertChannelId pager = create(acme, AlertKind.PAGERDUTY, ROUTING_KEY).channel().id();
    raise("Suspended.");
    outbox.sendDue();
    target.answer(503);
    notices.resolve(acme, "endpoint.suspended:ep_1");
    outbox.sendDue();
    target.answer(200);
    raise("Suspended again.");
    outbox.sendDue();

    now = now.plus(AlertPace.waitAfter(1));
    outbox.sendDue();
    assertThat(actions()).containsExactly("trigger", "resolve", "trigger");

    notices.resolve(acme, "endpoint.suspended:ep_1");
    outbox.sendDue();
    assertThat(actions()).containsExactly("trigger", "resolve", "trigger", "resolve");
    assertThat(messages(pager)).noneMatch(message -> message.status() == Status.WAITING);
  }

  @Test
  void what_becomes_severer_is_told_again_and_by_those_who_want_only_that() throws Exception {
    create(acme, AlertKind.WEBHOOK, target.url("/all"));
    create(
        acme,
        AlertKind.WEBHOOK,
        target.url("/critical"),
        new AlertRules(Severity.CRITICAL, List.of(), false));
    notices.raise(notice(acme, "n", Severity.WARNING, "In three weeks."));
    outbox.sendDue();
    notices.raise(notice(acme, "n", Severity.CRITICAL, "In three days."));
    notices.raise(notice(acme, "n", Severity.CRITICAL, "In two days."));
    notices.raise(notice(acme, "n", Severity.WARNING, "In one day."));
    outbox.sendDue();
    notices.resolve(acme, "n");
    outbox.sendDue();

    assertThat(told("/all"))
        .containsExactly(
            "notice.raised warning", "notice.raised critical", "notice.resolved critical");
    assertThat(told("/critical"))
        .containsExactly("notice.raised critical", "notice.resolved critical");
  }

  @Test
  void what_becomes_severer_before_it_was_told_is_told_once() throws Exception {
    create(acme, AlertKind.WEBHOOK, target.url("/all"));
    notices.raise(notice(acme, "n", Severity.WARNING, "In three weeks."));
    notices.raise(notice(acme, "n", Severity.CRITICAL, "In three days."));
    outbox.sendDue();

    assertThat(told("/all")).containsExactly("notice.raised critical");
  }

  @Test
  void the_end_is_told_also_where_the_escalation_was_not_yet() throws Exception {
    create(acme, AlertKind.WEBHOOK, target.url("/all"));
    notices.raise(notice(acme, "n", Severity.WARNING, "In three weeks."));
    outbox.sendDue();
    notices.raise(notice(acme, "n", Severity.CRITICAL, "In three days."));
    notices.resolve(acme, "n");
    outbox.sendDue();

    assertThat(told("/all")).containsExactly("notice.raised warning", "notice.resolved critical");
  }

  @Test
  void targets_of_one_tenant_that_hang_delay_nobody_else() throws Exception {
    TenantId beta = new TenantId(new UUID(0x7001, 2));
    // The second one is closed first, which ends what waits in the first.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ServerSocket hole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 6; i++) {
        create(acme, AlertKind.WEBHOOK, "http://127.0.0.1:" + hole.getLocalPort() + "/" + i);
      }
      create(beta, AlertKind.WEBHOOK, target.url("/beta"));
      create(null, AlertKind.WEBHOOK, target.url("/platform"));
      raise("Suspended.");
      notices.raise(notice(acme, "n", Severity.WARNING, "Slow."));
      notices.raise(notice(beta, "n", Severity.WARNING, "Slow."));
      notices.raise(notice(null, "n", Severity.WARNING, "Slow."));

      new AlertOutbox(stores, delivery, stamp, threads).sendDue();

      Awaitility.await()
          .atMost(Duration.ofSeconds(8))
          .untilAsserted(() ->
              assertThat(target.taken())
                  .as("long before the first target is given up")
                  .extracting(StandIn.Taken::path)
                  .containsExactlyInAnyOrder("/beta", "/platform"));
      assertThat(
              database
                  .database()
                  .query(
                      "select attempts from alert_message where status = 'WAITING' and attempts >"
                          + " 0",
                      row -> row.integer("attempts")))
          .as("one of each channel, and not all channels of one tenant")
          .containsExactly(1, 1, 1, 1);
    }
  }

  private List<String> actions() throws Exception {
    List<String> actions = new ArrayList<>();
    for (StandIn.Taken taken : target.taken()) {
      actions.add(taken.json().path("event_action").asText());
    }
    return actions;
  }

  private List<String> told(String path) throws Exception {
    List<String> told = new ArrayList<>();
    for (StandIn.Taken taken : target.taken()) {
      if (taken.path().equals(path)) {
        told.add(
            taken.json().path("type").asText() + " " + taken.json().at("/data/severity").asText());
      }
    }
    return told;
  }

  static class H2Test extends AlertOrderContract {
    @Override
    TestDatabase open() {
      return TestDatabase.h2(new String[] {"core"});
    }
  }

  static class PostgresTest extends AlertOrderContract {
    @Override
    TestDatabase open() {
      return TestDatabase.postgres(new String[] {"core"});
    }
  }
}
