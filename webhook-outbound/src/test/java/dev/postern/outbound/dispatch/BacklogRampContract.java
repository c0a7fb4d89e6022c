package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.claim.BacklogStore;
import dev.postern.outbound.claim.KeyLines;
import dev.postern.outbound.health.HealthStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The backlog of an endpoint that returns becomes due in portions, on every database. */
abstract class BacklogRampContract {
  private static final int PORTION = BacklogKeeper.RELEASED_A_STEP;
  private TestDatabase database;
  private QueueFixture rows;
  private BacklogKeeper keeper;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void openTables() {
    database = open("core", "outbound");
    rows = new QueueFixture(database.database());
    keeper =
        new BacklogKeeper(
            new BacklogStore(database.database(), new KeyLines(database.database())),
            new HealthStore(database.database()),
            database.transactions());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_step_releases_its_portion_oldest_first_and_no_more() {
    EndpointId returning = rows.endpoint();
    EndpointId suspended = rows.endpoint();
    List<DeliveryId> backlog = held(returning, 2 * PORTION + 10);
    held(suspended, 5);
    rows.status(suspended, "SUSPENDED");
    keeper.check(List.of(returning, suspended));

    assertThat(keeper.step()).isTrue();
    assertThat(free()).containsExactlyElementsOf(backlog.subList(0, PORTION));
    assertThat(keeper.step()).isTrue();
    assertThat(free()).containsExactlyElementsOf(backlog.subList(0, 2 * PORTION));
    assertThat(keeper.step()).isTrue();
    assertThat(free()).containsExactlyElementsOf(backlog);
    assertThat(keeper.step()).as("nothing is left to release").isFalse();
    assertThat(rows.held()).as("of the one that is suspended").isEqualTo(5);
  }

  @Test
  void an_endpoint_that_is_suspended_again_keeps_what_is_left_and_takes_back_the_rest() {
    EndpointId endpoint = rows.endpoint();
    held(endpoint, PORTION + 10);
    keeper.check(List.of(endpoint));
    assertThat(keeper.step()).isTrue();

    rows.status(endpoint, "SUSPENDED");

    assertThat(keeper.step()).isFalse();
    assertThat(free()).isEmpty();
    assertThat(rows.held()).isEqualTo(PORTION + 10);
  }

  private List<DeliveryId> held(EndpointId endpoint, int count) {
    List<DeliveryId> held = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      held.add(rows.delivery(endpoint, new SubscriptionId(rows.id()), true));
    }
    return held;
  }

  private List<DeliveryId> free() {
    return database
        .database()
        .query(
            "select id from delivery_queue where not held order by id",
            row -> row.id("id", DeliveryId::new));
  }

  static final class H2Test extends BacklogRampContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static final class PostgresTest extends BacklogRampContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
