package dev.postern.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.alert.AlertMessage.Status;
import dev.postern.core.alert.store.AlertsSealed;
import dev.postern.core.id.AlertChannelId;
import dev.postern.core.notice.Notice;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.TestVault;
import dev.postern.core.vault.Vault;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every database must do for alerts, with real servers at the other ends. */
abstract class AlertContract extends AlertsWired {
  private static final String SLACK = "/services/T0/B0/slackSecretPath";

  @Test
  void each_kind_of_target_reads_the_incident_once_and_its_end_once() throws Exception {
    AlertChannels.Made own = create(acme, AlertKind.WEBHOOK, target.url("/own"));
    create(acme, AlertKind.SLACK, target.url(SLACK));
    create(acme, AlertKind.PAGERDUTY, ROUTING_KEY);
    create(acme, AlertKind.MAIL, "ops@example.com");

    raise("https://a.example/?x=<b> is suspended.");
    raise("https://a.example/?x=<b> is still suspended.");
    outbox.sendDue();

    assertThat(target.taken()).hasSize(3);
    assertThat(slack().path("text").asText())
        .contains("critical", "Acme", "x=&lt;b&gt;")
        .contains("<https://gate.example/t/acme/notices|");
    JsonNode page = taken("/v2/enqueue").json();
    assertThat(page.path("event_action").asText()).isEqualTo("trigger");
    assertThat(page.path("routing_key").asText()).isEqualTo(ROUTING_KEY);
    assertThat(page.at("/payload/severity").asText()).isEqualTo("critical");
    assertThat(page.path("dedup_key").asText()).isEqualTo(acme + "|endpoint.suspended:ep_1");
    assertThat(verdict(own)).isInstanceOf(Verdict.Accepted.class);
    assertThat(taken("/own").json().path("type").asText()).isEqualTo("notice.raised");
    assertThat(mail.getReceivedMessages()[0].getSubject())
        .isEqualTo("[Postern] critical: endpoint suspended (Acme)");

    target.taken().clear();
    now = now.plusSeconds(60);
    notices.resolve(acme, "endpoint.suspended:ep_1");
    outbox.sendDue();
    outbox.sendDue();

    assertThat(target.taken()).hasSize(3);
    assertThat(taken("/v2/enqueue").json().path("event_action").asText()).isEqualTo("resolve");
    assertThat(taken("/v2/enqueue").json().path("dedup_key")).isEqualTo(page.path("dedup_key"));
    assertThat(taken("/own").json().path("type").asText()).isEqualTo("notice.resolved");
    assertThat(mail.getReceivedMessages()).hasSize(2);
    assertThat(mail.getReceivedMessages()[1].getSubject()).contains("resolved");
  }

  @Test
  void what_a_channel_does_not_want_and_what_is_of_others_is_not_told_by_it() {
    create(
        acme,
        AlertKind.WEBHOOK,
        target.url("/sources"),
        new AlertRules(Notice.Severity.WARNING, List.of("source.*"), false));
    create(null, AlertKind.WEBHOOK, target.url("/platform"));
    create(
        null,
        AlertKind.WEBHOOK,
        target.url("/all"),
        new AlertRules(Notice.Severity.CRITICAL, List.of(), true));

    raise("Suspended.");
    notices.raise(notice(null, "queue.old", Notice.Severity.WARNING, "Slow."));
    outbox.sendDue();

    assertThat(target.taken())
        .extracting(StandIn.Taken::path)
        .containsExactlyInAnyOrder("/all", "/platform");
    assertThatThrownBy(() ->
            create(
                acme,
                AlertKind.WEBHOOK,
                target.url("/x"),
                new AlertRules(Notice.Severity.INFO, List.of(), true)))
        .hasMessageContaining("Only a platform's channel");
  }

  @Test
  void a_target_that_is_away_is_told_later_and_one_that_refuses_is_not_asked_again() {
    AlertChannelId id = create(acme, AlertKind.WEBHOOK, target.url("/own")).channel().id();
    target.answer(503);
    raise("Suspended.");
    outbox.sendDue();
    assertThat(only(id).status()).isEqualTo(Status.WAITING);
    assertThat(only(id).detail()).isEqualTo("It answered 503.");

    target.answer(404);
    outbox.sendDue();
    assertThat(target.taken()).as("not before its time").hasSize(1);
    now = now.plusSeconds(30);
    outbox.sendDue();
    assertThat(only(id).status()).isEqualTo(Status.FAILED);
    assertThat(only(id).detail()).isEqualTo("It answered 404.");
    now = now.plus(Duration.ofHours(5));
    outbox.sendDue();
    assertThat(target.taken()).hasSize(2);
  }

  @Test
  void a_flood_is_paced_and_what_is_over_by_then_is_not_told_at_all() {
    AlertChannelId id = create(acme, AlertKind.WEBHOOK, target.url("/own")).channel().id();
    for (int i = 0; i < AlertPace.MOST + 2; i++) {
      notices.raise(notice(acme, "n" + i, Notice.Severity.WARNING, "Number " + i));
    }
    outbox.sendDue();
    assertThat(target.taken()).hasSize(AlertPace.MOST);
    for (int i = 0; i < AlertPace.MOST + 2; i++) {
      if (i % 2 == 0) {
        notices.resolve(acme, "n" + i);
      }
    }
    long waiting =
        messages(id).stream()
            .filter(message -> message.status() == Status.WAITING && !message.resolved())
            .count();
    assertThat(messages(id).stream().filter(m -> m.status() == Status.SKIPPED).count() + waiting)
        .isEqualTo(2);
    outbox.sendDue();
    assertThat(target.taken()).hasSize(AlertPace.MOST);
    now = now.plus(AlertPace.WINDOW);
    outbox.sendDue();
    assertThat(messages(id)).noneMatch(message -> message.status() == Status.WAITING);
    assertThat(messages(id).stream().filter(AlertMessage::resolved).count())
        .isEqualTo(
            messages(id).stream()
                .filter(m -> m.status() == Status.SENT && !m.resolved())
                .filter(m -> ended(m))
                .count());
  }

  private boolean ended(AlertMessage message) {
    return notices.find(message.noticeId()).orElseThrow().resolvedAt() != null;
  }

  @Test
  void a_notice_that_is_rolled_back_is_told_to_nobody() {
    create(acme, AlertKind.WEBHOOK, target.url("/own"));
    assertThatThrownBy(() ->
            database
                .transactions()
                .run(() -> {
                  raise("Suspended.");
                  throw new IllegalStateException("rolled back");
                }))
        .hasMessage("rolled back");
    outbox.sendDue();
    assertThat(target.taken()).isEmpty();
  }

  @Test
  void a_test_is_sent_at_once_and_a_pager_is_calmed_again() throws Exception {
    AlertChannelId pager = create(acme, AlertKind.PAGERDUTY, ROUTING_KEY).channel().id();
    assertThat(test.run(acme, pager)).isInstanceOf(AlertOutcome.Sent.class);
    assertThat(target.taken()).hasSize(2);
    assertThat(target.taken().get(1).json().path("event_action").asText()).isEqualTo("resolve");

    AlertChannelId slack = create(acme, AlertKind.SLACK, target.url(SLACK)).channel().id();
    target.answer(403);
    assertThat(test.run(acme, slack)).isEqualTo(new AlertOutcome.Refused("It answered 403."));
    assertThatThrownBy(() -> test.run(null, slack)).hasMessageStartingWith("not_found");
  }

  @Test
  void tests_of_a_tenant_are_paced_whatever_channel_they_are_of() {
    for (int i = 0; i < AlertPace.MOST; i++) {
      AlertChannel channel = create(acme, AlertKind.MAIL, "ops@example.com").channel();
      assertThat(test.run(acme, channel.id())).isInstanceOf(AlertOutcome.Sent.class);
      channels.delete(acme, channel.id());
    }
    AlertChannelId next = create(acme, AlertKind.MAIL, "ops@example.com").channel().id();
    assertThatThrownBy(() -> test.run(acme, next))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(429);
              assertThat(refused.pace().orElseThrow().free()).isEqualTo(AlertPace.WINDOW);
            });
    assertThat(mail.getReceivedMessages()).hasSize(AlertPace.MOST);
    AlertChannelId platform = create(null, AlertKind.MAIL, "ops@example.com").channel().id();
    assertThat(test.run(null, platform)).as("others may").isInstanceOf(AlertOutcome.Sent.class);

    now = now.plus(AlertPace.WINDOW);
    assertThat(test.run(acme, next)).isInstanceOf(AlertOutcome.Sent.class);
  }

  @Test
  void a_target_inside_is_refused_and_a_credential_is_neither_shown_nor_stored_in_clear() {
    assertThatThrownBy(() -> create(acme, AlertKind.SLACK, "http://169.254.169.254/x"))
        .hasMessageStartingWith("invalid_target");
    assertThatThrownBy(() -> create(acme, AlertKind.MAIL, "a@example.com, b@example.com"))
        .hasMessageStartingWith("invalid_target");
    AlertChannel slack = create(acme, AlertKind.SLACK, target.url(SLACK)).channel();
    AlertChannel pager = create(acme, AlertKind.PAGERDUTY, ROUTING_KEY).channel();
    assertThat(slack.target()).startsWith("http://127.0.0.1").doesNotContain("services");
    assertThat(pager.target()).isEqualTo("…EY00");
    assertThat(
            new String(
                stores.channels().sealed(slack.id()).orElseThrow(),
                java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("slackSecretPath");
    Vault vault = TestVault.over(database.database());
    assertThat(new AlertsSealed().column(database.database()).sealAnew(vault).anew()).isEqualTo(2);
    assertThat(stores.target(slack.id()).orElseThrow().address().reveal()).endsWith(SLACK);
  }

  @Test
  void the_store_that_is_away_is_told_after_half_a_minute_and_once_more_when_it_is_back()
      throws Exception {
    create(null, AlertKind.PAGERDUTY, ROUTING_KEY);
    watch.look();
    database.database().update("alter table alert_channel rename to alert_channel_gone");
    watch.look();
    now = now.plusSeconds(29);
    watch.look();
    assertThat(target.taken()).isEmpty();
    now = now.plusSeconds(1);
    watch.look();
    watch.look();
    assertThat(target.taken()).hasSize(1);
    assertThat(target.taken().get(0).json().path("dedup_key").asText())
        .isEqualTo("platform|store.unavailable");
    database.database().update("alter table alert_channel_gone rename to alert_channel");
    watch.look();
    watch.look();
    assertThat(target.taken()).hasSize(2);
    assertThat(target.taken().get(1).json().path("event_action").asText()).isEqualTo("resolve");
  }

  private JsonNode slack() throws Exception {
    return taken(SLACK).json();
  }

  private Verdict verdict(AlertChannels.Made own) {
    SecretText secret = Objects.requireNonNull(own.target().secret());
    StandIn.Taken taken = taken("/own");
    return SignatureSchemes.forProvider("standard-webhooks")
        .orElseThrow()
        .verify(
            new SignedRequest("POST", target.url("/own"), taken.headers(), taken.body()),
            new SecretRing(List.of(new SecretVersion("only", secret, now, null))),
            VerificationSettings.defaults(),
            now);
  }

  static class H2Test extends AlertContract {
    @Override
    TestDatabase open() {
      return TestDatabase.h2(new String[] {"core"});
    }
  }

  static class PostgresTest extends AlertContract {
    @Override
    TestDatabase open() {
      return TestDatabase.postgres(new String[] {"core"});
    }
  }
}
