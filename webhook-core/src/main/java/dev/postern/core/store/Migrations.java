package dev.postern.core.store;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings one module's tables up to date. Each module has its own folder and its own history, so
 * that their versions do not interleave. Safe to run on every node at once: Flyway locks its
 * history.
 *
 * <p>{@code db/<module>} holds what both databases share; {@code db/<module>/…} under {@code
 * postgresql} or {@code h2} what only one understands. Two placeholders bridge the rest: {@code
 * ${partitioned_by_id}} (a UUIDv7 key carries its time, so a range of ids is a range of time) and
 * {@code ${large_text}}. Each folder holds an empty {@code flyway.location}: Liberty does not list
 * folders, so Flyway looks them up by it.
 */
public final class Migrations {
  private Migrations() {}

  public static void run(DataSource source, Dialect dialect, String module) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations(
            "classpath:db/" + module + "/common", "classpath:db/" + module + "/" + dialect.folder())
        .table("schema_history_" + module)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .placeholders(placeholders(dialect))
        .failOnMissingLocations(true)
        .load()
        .migrate();
  }

  private static Map<String, String> placeholders(Dialect dialect) {
    return switch (dialect) {
      case H2 -> Map.of("partitioned_by_id", "", "large_text", "character large object");
      case POSTGRESQL ->
          Map.of("partitioned_by_id", "partition by range (id)", "large_text", "text");
    };
  }
}
