package dev.postern.core.purge;

import dev.postern.core.store.Database;
import dev.postern.core.store.Dialect;
import java.util.UUID;

/** Deletes some rows of what was deleted, inside the caller's transaction. */
@FunctionalInterface
public interface PurgeStep {
  /**
   * @param most so many rows of its table at once
   * @return how many went; 0 when nothing is left
   */
  int delete(UUID owner, int most);

  /**
   * The rows of one table.
   *
   * @param owner the column that names whose they are
   * @param key what tells its rows apart on PostgreSQL, which knows no limit to a delete
   */
  static PurgeStep rows(Database database, String table, String owner, String key) {
    String sql =
        database.dialect() == Dialect.H2
            ? "delete from %s where %s = ? fetch first ? rows only".formatted(table, owner)
            : "delete from %1$s where (%3$s) in (select %3$s from %1$s where %2$s = ? limit ?)"
                .formatted(table, owner, key);
    return (id, most) -> database.update(sql, id, most);
  }
}
