package dev.postern.outbound.alarm;

import static dev.postern.outbound.QueueFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.NoticeChanged;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.store.NoticeStore;
import dev.postern.core.store.Database;
import dev.postern.core.vault.TestVault;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.endpoint.store.AccessVault;
import dev.postern.outbound.endpoint.store.ClientCertificateReads;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must tell of deliveries as a whole. */
abstract class DeliveryWatchmanContract {
  private final List<NoticeChanged> heard = new CopyOnWriteArrayList<>();
  private OutboundTables tables;
  private Database database;
  private QueueFixture rows;
  private Notices notices;
  private DeliveryWatchman watchman;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    database = tables.database.database();
    rows = new QueueFixture(database);
    notices =
        new Notices(
            new NoticeStore(database), tables.database.transactions(), tables.stamp(), heard::add);
    watchman =
        new DeliveryWatchman(
            new AlarmStore(database),
            new ClientCertificateReads(database, new AccessVault(TestVault.over(database))),
            notices,
            tables.database.transactions(),
            tables.stamp());
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void failing_for_long_is_told_once_and_again_when_it_is_over() {
    EndpointId endpoint = rows.endpoint();
    attempts(endpoint, "DELIVERED", 10);
    attempts(endpoint, "TIMEOUT", 30);
    watchman.lookAtDeliveries();
    watchman.lookAtDeliveries();
    assertThat(told()).containsExactly("deliveries.failing");

    tables.now = tables.now.plus(Duration.ofMinutes(16));
    watchman.lookAtDeliveries();
    assertThat(told()).containsExactly("deliveries.failing", "deliveries.failing over");
  }

  @Test
  void what_was_given_up_is_told_for_an_hour_and_what_the_receiver_said_goodbye_to_is_not() {
    EndpointId endpoint = rows.endpoint();
    dead(rows.delivery(endpoint), "gone");
    watchman.lookAtDeliveries();
    assertThat(told()).isEmpty();

    dead(rows.delivery(endpoint), "attempts_exhausted");
    watchman.lookAtDeliveries();
    assertThat(heard.getFirst().notice().sentence()).startsWith("1 delivery was given up");

    tables.now = tables.now.plus(Duration.ofMinutes(61));
    watchman.lookAtDeliveries();
    assertThat(told()).containsExactly("deliveries.dead", "deliveries.dead over");
  }

  @Test
  void what_was_given_up_before_anything_was_sent_is_told_to_its_own_tenant() {
    TenantId other = new TenantId(rows.id());
    QueueFixture theirs = rows.of(other);
    dead(theirs.delivery(theirs.endpoint()), "transformation_failed");
    dead(theirs.delivery(theirs.endpoint()), "transformation_failed");
    EndpointId endpoint = rows.endpoint();
    attempts(endpoint, "DELIVERED", 1);
    watchman.lookAtDeliveries();
    assertThat(told()).containsExactly("deliveries.dead");
    assertThat(heard.getFirst().notice().tenant()).isEqualTo(other);
    assertThat(heard.getFirst().notice().sentence()).startsWith("2 deliveries were given up");
  }

  @Test
  void a_queue_that_nobody_works_off_is_told_to_the_platform_and_one_that_is_held_back_is_not() {
    EndpointId suspended = rows.endpoint();
    rows.status(suspended, "SUSPENDED");
    EndpointId paced = rows.endpoint("https://paced.example/", 1);
    due(rows.delivery(suspended), 30);
    due(rows.delivery(paced), 30);
    due(rows.delivery(rows.endpoint()), 9);
    watchman.lookAtDeliveries();
    assertThat(told()).isEmpty();

    DeliveryId old = rows.delivery(rows.endpoint());
    due(old, 12);
    watchman.lookAtDeliveries();
    assertThat(told()).containsExactly("queue.old");
    assertThat(heard.getFirst().notice().tenant()).isNull();

    database.update("delete from delivery_queue where id = ?", old);
    watchman.lookAtDeliveries();
    assertThat(told()).containsExactly("queue.old", "queue.old over");
  }

  @Test
  void what_people_have_paused_is_no_old_queue() {
    EndpointId endpoint = rows.endpoint();
    due(rows.delivery(endpoint), 30);
    Map<String, UUID> objects =
        Map.of("ENDPOINT", endpoint.uuid(), "TENANT", TENANT.uuid(), "EVERYTHING", new UUID(0, 0));
    objects.forEach((scope, object) -> {
      pause(scope, object, true);
      watchman.lookAtDeliveries();
      assertThat(told()).as(scope).isEmpty();
      database.update("delete from pause");
    });

    pause("TENANT", TENANT.uuid(), false);
    watchman.lookAtDeliveries();
    assertThat(told()).as("intake only is paused").containsExactly("queue.old");
  }

  @Test
  void what_a_pause_left_behind_gets_as_long_as_anything_to_be_sent() {
    due(rows.delivery(rows.endpoint()), 30);
    resumed(null);
    tables.now = tables.now.plus(Duration.ofMinutes(5));
    resumed(TENANT);
    tables.now = tables.now.plus(Duration.ofMinutes(9));
    watchman.lookAtDeliveries();
    assertThat(told()).isEmpty();

    resumed(new TenantId(rows.id()));
    tables.now = tables.now.plus(Duration.ofMinutes(1));
    watchman.lookAtDeliveries();
    assertThat(told()).as("another tenant's pause does not count").containsExactly("queue.old");

    resumed(TENANT);
    watchman.lookAtDeliveries();
    assertThat(told()).as("and ends nothing that goes on").isEmpty();
  }

  @Test
  void an_old_secret_is_told_of_before_it_ends_and_not_after() {
    EndpointId endpoint = rows.endpoint();
    database.update(
        """
        insert into secret_version
          (id, tenant_id, owner_id, ciphertext, created_at, expires_at, verified_count)
        values (?, ?, ?, ?, ?, ?, 0)
        """,
        rows.id(),
        TENANT,
        endpoint,
        new byte[] {1},
        tables.now,
        tables.now.plus(Duration.ofHours(7)));
    watchman.lookAtExpiries();
    assertThat(told()).isEmpty();

    tables.now = tables.now.plus(Duration.ofHours(2));
    watchman.lookAtExpiries();
    assertThat(told()).containsExactly("secret.expiring");
    assertThat(heard.getFirst().notice().sentence()).contains("2026-11-22T17:00:00.000Z");

    tables.now = tables.now.plus(Duration.ofHours(6));
    watchman.lookAtExpiries();
    assertThat(told()).containsExactly("secret.expiring", "secret.expiring over");
  }

  @Test
  void the_nodes_own_certificate_is_somebody_elses_to_end() {
    for (TenantId owner : Arrays.asList(null, TENANT)) {
      notices.raise(
          new Notice(
              owner,
              ExpiryAlarms.CERTIFICATE,
              Notice.Severity.WARNING,
              "certificate.expiring:x",
              "It ends.",
              Map.of()));
    }

    watchman.lookAtExpiries();

    assertThat(told())
        .containsExactly(
            "certificate.expiring", "certificate.expiring", "certificate.expiring over");
    assertThat(heard.getLast().notice().tenant()).isEqualTo(TENANT);
  }

  private List<String> told() {
    return heard.stream()
        .map(changed -> changed.notice().kind() + (changed.resolved() ? " over" : ""))
        .toList();
  }

  private void attempts(EndpointId endpoint, String outcome, long attempts) {
    database.update(
        """
        insert into endpoint_stat
          (endpoint_id, tenant_id, counted_at, outcome, duration_class, attempts)
        values (?, ?, ?, ?, 10, ?)
        """,
        endpoint,
        TENANT,
        tables.now.minusSeconds(60),
        outcome,
        attempts);
  }

  private void dead(DeliveryId delivery, String reason) {
    database.update(
        "update delivery set status = 'DEAD', status_reason = ?, completed_at = ? where id = ?",
        reason,
        tables.now,
        delivery);
  }

  private void resumed(@Nullable TenantId tenant) {
    notices.raise(
        new Notice(tenant, "paused", Notice.Severity.WARNING, "paused:x", "Paused.", Map.of()));
    notices.resolve(tenant, "paused:x");
    heard.clear();
  }

  private void pause(String scope, UUID object, boolean deliveries) {
    database.update(
        """
        insert into pause
          (id, tenant_id, scope, object_id, intake, deliveries, reason, paused_by, created_at)
        values (?, ?, ?, ?, true, ?, 'an incident', 'Ada', ?)
        """,
        rows.id(),
        TENANT,
        scope,
        object,
        deliveries,
        tables.now);
  }

  private void due(DeliveryId delivery, int minutesAgo) {
    database.update(
        "update delivery_queue set due_at = ? where id = ?",
        tables.now.minus(Duration.ofMinutes(minutesAgo)),
        delivery);
  }

  static final class H2Test extends DeliveryWatchmanContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends DeliveryWatchmanContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}
