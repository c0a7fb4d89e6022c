package dev.postern.core.vault.store;

import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.core.vault.SealedValues;
import dev.postern.core.vault.Vault;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Sealed values in one column of a table with a UUID as its key. */
public final class SealedColumn implements SealedValues {
  static final int STEP = 200;

  private final Database database;
  private final String select;
  private final String replace;
  private final Context context;

  /** What a value was sealed with, from its row. */
  @FunctionalInterface
  public interface Context {
    String of(Row row) throws SQLException;
  }

  private record Value(UUID id, byte[] sealed, String context) {}

  /**
   * @param select rows after an id ({@code ?}) in the order of ids, at most so many ({@code ?}):
   *     the column {@code id}, the value as {@code sealed}, and what the context needs
   * @param replace sets the value ({@code ?}) of an id ({@code ?}) where it still is this one
   *     ({@code ?})
   */
  public SealedColumn(Database database, String select, String replace, Context context) {
    this.database = database;
    this.select = select;
    this.replace = replace;
    this.context = context;
  }

  @Override
  public long sealAnew(Vault vault) {
    long done = 0;
    UUID after = new UUID(0, 0);
    while (true) {
      List<Value> step =
          database.query(
              select,
              row -> new Value(row.uuid("id"), row.bytes("sealed"), context.of(row)),
              after,
              STEP);
      for (Value value : step) {
        byte[] fresh = vault.seal(vault.open(value.sealed(), value.context()), value.context());
        done += database.update(replace, fresh, value.id(), value.sealed());
        after = value.id();
      }
      if (step.size() < STEP) {
        return done;
      }
    }
  }
}
