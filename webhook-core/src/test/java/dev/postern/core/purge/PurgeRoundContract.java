package dev.postern.core.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.tenant.TenantDeleted;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the rows of a deleted tenant go on every database, and what a dying node leaves. */
abstract class PurgeRoundContract {
  private static final TenantId GONE = new TenantId(new UUID(1, 1));
  private static final TenantId STAYS = new TenantId(new UUID(1, 2));
  private final List<TenantDeleted> told = new ArrayList<>();
  private TestDatabase open;
  private Database database;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void manyRows() {
    open = open("core");
    database = open.database();
    database.update("create table thing (id uuid primary key, tenant_id uuid)");
    things(GONE, 1_200);
    things(STAYS, 3);
    open.transactions().run(() -> round(rows()).tenantDeleted(new TenantDeleted(GONE)));
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void they_go_in_portions_and_no_neighbours_do() {
    List<Integer> portions = new ArrayList<>();
    PurgeStep rows = rows();

    round(
            (owner, most) -> {
              int deleted = rows.delete(owner, most);
              portions.add(deleted);
              return deleted;
            })
        .round();

    assertThat(portions).containsExactly(500, 500, 200, 0);
    assertThat(things(GONE)).isZero();
    assertThat(things(STAYS)).isEqualTo(3);
  }

  @Test
  void a_node_that_dies_between_two_portions_leaves_the_rest_to_another() {
    PurgeStep rows = rows();
    round(
            (owner, most) -> {
              int deleted = rows.delete(owner, most);
              if (things(GONE) < 700) {
                throw new IllegalStateException("the node dies before it commits");
              }
              return deleted;
            })
        .round();
    assertThat(things(GONE)).as("one portion was committed").isEqualTo(700);

    round(rows).round();
    assertThat(things(GONE)).isZero();
  }

  @Test
  void what_was_written_meanwhile_goes_a_while_later_and_then_the_order_is_done() {
    round(rows()).round();
    things(GONE, 2);
    round(rows()).round();
    assertThat(things(GONE)).as("not looked at again and again").isEqualTo(2);

    database.update(
        """
        update purge set ordered_at = ordered_at - interval '16' minute,
          next_at = next_at - interval '16' minute
        """);
    round(rows()).round();

    assertThat(things(GONE)).isZero();
    assertThat(told).containsExactly(new TenantDeleted(GONE));
    assertThat(database.query("select 1 as one from purge", row -> 1)).isEmpty();
  }

  @Test
  void what_another_node_is_at_is_left_to_it() throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch let = new CountDownLatch(1);
    try (var other = Executors.newSingleThreadExecutor()) {
      Future<?> its =
          other.submit(() ->
              open.transactions()
                  .run(() -> {
                    PurgeOrders orders = new PurgeOrders(database);
                    assertThat(orders.take(orders.due().getFirst())).isTrue();
                    taken.countDown();
                    await(let);
                  }));
      await(taken);
      round(rows()).round();
      assertThat(things(GONE)).isEqualTo(1_200);
      let.countDown();
      assertThat(its.get(10, TimeUnit.SECONDS)).isNull();
    }
  }

  private PurgeStep rows() {
    return PurgeStep.rows(database, "thing", "tenant_id", "id");
  }

  private PurgeRound round(PurgeStep step) {
    Leftovers leftovers =
        new Leftovers() {
          @Override
          public PurgeKind kind() {
            return PurgeKind.TENANT;
          }

          @Override
          public List<PurgeStep> steps() {
            return List.of(step);
          }
        };
    return PurgeRound.over(database, open.transactions(), List.of(leftovers), told::add);
  }

  private void things(TenantId tenant, int count) {
    List<@Nullable Object[]> rows =
        IntStream.range(0, count)
            .mapToObj(i -> new @Nullable Object[] {UUID.randomUUID(), tenant})
            .toList();
    int[] unused = database.batch("insert into thing values (?, ?)", rows);
  }

  private long things(TenantId tenant) {
    return database
        .queryOne(
            "select count(*) as n from thing where tenant_id = ?", row -> row.number("n"), tenant)
        .orElseThrow();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static final class H2Test extends PurgeRoundContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static final class PostgresTest extends PurgeRoundContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
