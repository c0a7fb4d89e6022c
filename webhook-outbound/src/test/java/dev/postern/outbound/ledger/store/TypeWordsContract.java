package dev.postern.outbound.ledger.store;

import static dev.postern.outbound.OutboundTables.ACME;
import static dev.postern.outbound.OutboundTables.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.outbound.OutboundTables;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How every database must find the types that contain a word. */
abstract class TypeWordsContract {
  private static final int MOST = 600;
  private OutboundTables tables;
  private Database database;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    database = tables.database.database();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_tenant_without_any_has_none(TypeWords words) {
    had(OTHER, "a");
    assertThat(words.containing("a", ACME, MOST, database)).contains(List.of());
  }

  @ParameterizedTest
  @EnumSource
  void each_is_found_once_and_the_word_is_no_pattern(TypeWords words) {
    had(ACME, "a_b.made", "a_b.made", "axb.made", "c%d", "paid");
    had(OTHER, "a_b.ours");
    assertThat(words.containing("a_b", ACME, MOST, database)).contains(List.of("a_b.made"));
    assertThat(words.containing("%", ACME, MOST, database)).contains(List.of("c%d"));
    assertThat(words.containing("ai", ACME, MOST, database)).contains(List.of("paid"));
    assertThat(words.containing("A", ACME, MOST, database)).contains(List.of());
  }

  @ParameterizedTest
  @EnumSource
  void as_many_as_are_looked_at_are_told_from_more(TypeWords words) {
    had(ACME, "a.1", "a.2", "b.1");
    assertThat(words.containing("a", ACME, 3, database)).contains(List.of("a.1", "a.2"));
    assertThat(words.containing("a", ACME, 2, database)).isEmpty();
    assertThat(words.containing("none", ACME, 2, database)).isEmpty();
  }

  @Test
  void hundreds_are_walked_through() {
    had(ACME, IntStream.range(0, MOST).mapToObj("kind.n%03d"::formatted).toArray(String[]::new));
    assertThat(TypeWords.OF_DELIVERIES.containing("n59", ACME, MOST, database).orElseThrow())
        .hasSize(10)
        .contains("kind.n599");
  }

  private void had(TenantId tenant, String... types) {
    for (String type : types) {
      database.update(
          """
          insert into event (id, tenant_id, type, occurred_at, payload, created_at)
          values (?, ?, ?, ?, ?, ?)
          """,
          tables.id(),
          tenant,
          type,
          tables.now,
          "{}".getBytes(StandardCharsets.UTF_8),
          tables.now);
      database.update(
          """
          insert into delivery (id, tenant_id, event_id, endpoint_id, subscription_id, event_type,
            status, attempt_count, created_at) values (?, ?, ?, ?, ?, ?, 'DELIVERED', 1, ?)
          """,
          tables.id(),
          tenant,
          tables.id(),
          tables.id(),
          tables.id(),
          type,
          tables.now);
    }
  }

  static final class H2Test extends TypeWordsContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends TypeWordsContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}
