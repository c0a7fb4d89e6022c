package dev.postern.core.vault.store;

import dev.postern.core.secret.SecretText;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.core.vault.SealedValues;
import dev.postern.core.vault.Vault;
import dev.postern.core.vault.VaultException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Sealed values in one column of a table with a UUID as its key. */
public final class SealedColumn implements SealedValues {
  static final int STEP = 200;
  private static final System.Logger LOG = System.getLogger(SealedColumn.class.getName());

  private final Database database;
  private final String select;
  private final Replacement replacement;
  private final Context context;

  /** What a value was sealed with, from its row. */
  @FunctionalInterface
  public interface Context {
    String of(Row row) throws SQLException;
  }

  /** Puts a value in place of another. */
  @FunctionalInterface
  public interface Replacement {
    /** How many rows were changed: none where it is another value by now. */
    int put(byte[] fresh, UUID id, byte[] before);
  }

  private record Value(UUID id, byte[] sealed, String context) {}

  /**
   * @param select rows after an id ({@code ?}) in the order of ids, at most so many ({@code ?}):
   *     the column {@code id}, the value as {@code sealed}, and what the context needs
   * @param replace sets the value ({@code ?}) of an id ({@code ?}) where it still is this one
   *     ({@code ?})
   */
  public SealedColumn(Database database, String select, String replace, Context context) {
    this(
        database,
        select,
        (fresh, id, before) -> database.update(replace, fresh, id, before),
        context);
  }

  /** For rows that may not be changed just so. */
  public SealedColumn(Database database, String select, Replacement replacement, Context context) {
    this.database = database;
    this.select = select;
    this.replacement = replacement;
    this.context = context;
  }

  @Override
  public Sealed sealAnew(Vault vault) {
    Sealed done = Sealed.NONE;
    UUID after = new UUID(0, 0);
    while (true) {
      List<Value> step =
          database.query(
              select,
              row -> new Value(row.uuid("id"), row.bytes("sealed"), context.of(row)),
              after,
              STEP);
      for (Value value : step) {
        done = done.plus(anew(vault, value));
        after = value.id();
      }
      if (step.size() < STEP) {
        return done;
      }
    }
  }

  private Sealed anew(Vault vault, Value value) {
    SecretText open;
    try {
      open = vault.open(value.sealed(), value.context());
    } catch (VaultException damaged) {
      LOG.log(
          System.Logger.Level.WARNING,
          "sealed_value_does_not_open id=" + value.id() + " of=" + value.context());
      return new Sealed(0, 1);
    }
    byte[] fresh = vault.seal(open, value.context());
    return new Sealed(replacement.put(fresh, value.id(), value.sealed()), 0);
  }
}
