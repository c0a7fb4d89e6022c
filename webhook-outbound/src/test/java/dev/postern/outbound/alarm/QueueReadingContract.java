package dev.postern.outbound.alarm;

import static dev.postern.outbound.QueueFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.store.Database;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.QueueFixture;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must say of the queue to whoever watches it. */
abstract class QueueReadingContract {
  private OutboundTables tables;
  private Database database;
  private QueueFixture rows;
  private QueueReading reading;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    database = tables.database.database();
    rows = new QueueFixture(database);
    reading = new QueueReading(new AlarmStore(database), tables.stamp());
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void counts_what_is_due_in_both_lanes_and_says_how_old_the_oldest_is() {
    reading.look();
    assertThat(reading.due()).isZero();
    assertThat(reading.oldestSeconds()).isZero();

    EndpointId endpoint = rows.endpoint();
    due(rows.delivery(endpoint), Duration.ofMinutes(3));
    DeliveryId again = rows.delivery(endpoint);
    due(again, Duration.ofMinutes(7));
    database.update("update delivery_queue set retry = true where id = ?", again);
    due(rows.delivery(rows.endpoint()), Duration.ofMinutes(-1));
    tables.now = tables.now.plusSeconds(15);
    reading.look();

    assertThat(reading.due()).isEqualTo(2);
    assertThat(reading.oldestSeconds()).isEqualTo(7 * 60 + 15);
  }

  @Test
  void leaves_out_what_people_paused_and_what_the_machine_stopped() {
    EndpointId suspended = rows.endpoint();
    rows.status(suspended, "SUSPENDED");
    due(rows.delivery(suspended), Duration.ofHours(1));
    EndpointId paused = rows.endpoint();
    due(rows.delivery(paused), Duration.ofHours(1));
    database.update(
        """
        insert into pause
          (id, tenant_id, scope, object_id, intake, deliveries, reason, paused_by, created_at)
        values (?, ?, 'ENDPOINT', ?, false, true, 'an incident', 'Ada', ?)
        """,
        rows.id(),
        TENANT,
        paused,
        tables.now);
    reading.look();

    assertThat(reading.due()).isZero();
    assertThat(reading.oldestSeconds()).isZero();
  }

  @Test
  void a_store_that_is_away_has_no_figures_and_one_that_hangs_is_away() {
    assertThat(reading.storeUp()).as("not looked yet").isZero();
    reading.look();
    assertThat(reading.storeUp()).isEqualTo(1);

    tables.now = tables.now.plus(Duration.ofMinutes(1));
    assertThat(reading.storeUp()).as("the last look is long ago").isZero();
    reading.look();
    assertThat(reading.storeUp()).isEqualTo(1);

    database.update("alter table endpoint_health rename to endpoint_health_gone");
    reading.look();
    assertThat(reading.storeUp()).isZero();
    assertThat(reading.due()).isNaN();
    assertThat(reading.oldestSeconds()).isNaN();
  }

  private void due(DeliveryId delivery, Duration ago) {
    database.update(
        "update delivery_queue set due_at = ? where id = ?", tables.now.minus(ago), delivery);
  }

  static final class H2Test extends QueueReadingContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends QueueReadingContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}
