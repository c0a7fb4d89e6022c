package dev.postern.outbound;

import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables that have rows of tenants, as the database's own catalogue names them. */
final class TenantTables {
  private static final String WITH_TENANT =
      """
      select c.table_name from information_schema.columns c
        join information_schema.tables t
          on t.table_schema = c.table_schema and t.table_name = c.table_name
       where c.table_schema = 'public' and c.column_name = 'tenant_id'
         and t.table_type = 'BASE TABLE'
      """;

  private TenantTables() {}

  /** Those of this module: the ones that the core alone has not. */
  static List<String> ofOutbound(TestDatabase database) {
    TreeSet<String> tables = new TreeSet<>(names(database));
    try (TestDatabase core = coreAlone(database)) {
      tables.removeAll(names(core));
    }
    return List.copyOf(tables);
  }

  private static TestDatabase coreAlone(TestDatabase database) {
    String[] core = {"core"};
    return switch (database.database().dialect()) {
      case H2 -> TestDatabase.h2(core);
      case POSTGRESQL -> TestDatabase.postgres(core);
    };
  }

  private static List<String> names(TestDatabase database) {
    String partitions =
        switch (database.database().dialect()) {
          case H2 -> "";
          case POSTGRESQL ->
              " and c.table_name not in (select relname from pg_class where relispartition)";
        };
    return database.database().query(WITH_TENANT + partitions, row -> row.text("table_name"));
  }

  /** A row that means nothing, made of the types of what must not be null. */
  static void insert(Database database, String table, TenantId tenant) {
    List<String> columns = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    database
        .query(
            """
            select column_name, data_type from information_schema.columns
             where table_schema = 'public' and table_name = ? and is_nullable = 'NO'
               and column_default is null
            """,
            row -> List.of(row.text("column_name"), row.text("data_type")),
            table)
        .forEach(column -> {
          columns.add(column.getFirst());
          values.add(
              column.getFirst().equals("tenant_id") ? tenant.uuid() : value(column.getLast()));
        });
    int inserted =
        database.update(
            "insert into %s (%s) values (%s)"
                .formatted(
                    table,
                    String.join(", ", columns),
                    String.join(", ", columns.stream().map(column -> "?").toList())),
            values.toArray());
    if (inserted != 1) {
      throw new IllegalStateException("no row in " + table);
    }
  }

  private static Object value(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "uuid" -> UUID.randomUUID();
      case "character varying", "text", "character large object" -> "x";
      case "timestamp with time zone" -> Instant.EPOCH;
      case "smallint", "integer", "bigint" -> 0;
      case "boolean" -> false;
      case "bytea", "binary varying" -> new byte[] {1};
      default -> throw new IllegalStateException("a value of type " + type);
    };
  }
}
