package dev.postern.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.SourceId;
import dev.postern.core.purge.PurgeRound;
import dev.postern.core.store.Database;
import dev.postern.core.tenant.TenantDeleted;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import dev.postern.ingest.source.store.SourcePurge;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of sources with more rows than one transaction should delete. */
abstract class SourcePurgeContract {
  private static final int MANY = 1_700;
  private World world;
  private SourcePurge purge;
  private PurgeRound round;

  abstract World open();

  @BeforeEach
  void openWorld() {
    world = open();
    Database database = world.database.database();
    purge = new SourcePurge(database);
    round = PurgeRound.over(database, world.database.transactions(), List.of(purge), purge::tenant);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_source_ends_at_once_and_the_rest_of_its_rows_goes_in_portions() {
    Source gone = busy();
    Source stays = busy();

    world.sources.delete(World.TENANT, gone.id());
    assertThat(world.sources.find(World.TENANT, gone.id())).isEmpty();
    assertThat(of("received_key", gone.id())).isPositive();

    round.round();
    for (String table : List.of("received_key", "received", "rejection", "source_latency")) {
      assertThat(of(table, gone.id())).as(table).isZero();
      assertThat(of(table, stays.id())).as(table).isEqualTo(MANY);
    }
  }

  @Test
  void a_tenants_sources_end_with_it_and_their_rows_after_it() {
    Source gone = busy();

    world.database.transactions().run(() -> purge.tenant(new TenantDeleted(World.OTHER)));
    round.round();
    assertThat(of("received", gone.id())).isEqualTo(MANY);

    world.database.transactions().run(() -> purge.tenant(new TenantDeleted(World.TENANT)));
    assertThat(world.rows("source")).isZero();
    assertThat(of("received", gone.id())).isEqualTo(MANY);

    round.round();
    for (String table : List.of("received_key", "received", "rejection", "source_latency")) {
      assertThat(world.rows(table)).as(table).isZero();
    }
  }

  /** Rows that mean nothing, but belong to it. */
  private Source busy() {
    Source source = world.source("stripe", "whsec_c2VjcmV0c2VjcmV0c2VjcmV0");
    insert(
        """
        insert into received_key (source_id, event_id, received_id, received_at, body_sha256,
          duplicates, differing_duplicates)
        values (?, ?, ?, current_timestamp, '', 0, 0)
        """,
        i -> new @Nullable Object[] {source.id(), "e" + i, world.ids.next()});
    insert(
        """
        insert into received (source_id, event_id, id, tenant_id, event_id_derived, received_at,
          headers, body, status)
        values (?, ?, ?, ?, false, current_timestamp, '', '', 'STORED')
        """,
        i -> new @Nullable Object[] {source.id(), "e" + i, world.ids.next(), World.TENANT});
    insert(
        """
        insert into rejection (source_id, id, tenant_id, reason, client_ip, rejected_at, count)
        values (?, ?, ?, 'bad_signature', '192.0.2.1', current_timestamp, 1)
        """,
        i -> new @Nullable Object[] {source.id(), world.ids.next(), World.TENANT});
    insert(
        """
        insert into source_latency (source_id, slot, tenant_id, span_minutes, bucket, requests)
        values (?, ?, ?, 1, current_timestamp, 1)
        """,
        i -> new @Nullable Object[] {source.id(), i, World.TENANT});
    return source;
  }

  private void insert(String sql, IntFunction<@Nullable Object[]> row) {
    List<@Nullable Object[]> rows = IntStream.range(0, MANY).mapToObj(row).toList();
    int[] unused = world.database.database().batch(sql, rows);
  }

  private long of(String table, SourceId source) {
    return world
        .database
        .database()
        .queryOne(
            "select count(*) as n from " + table + " where source_id = ?",
            row -> row.number("n"),
            source)
        .orElseThrow();
  }

  static final class H2Test extends SourcePurgeContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends SourcePurgeContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
