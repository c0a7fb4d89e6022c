package dev.postern.core.store;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;

/**
 * Tells the store being away from a bug, also where JPA wraps the one like the other: no connection
 * in time, one that broke, a server that is shutting down.
 */
public final class Outage {
  /** {@code character_not_in_repertoire}. */
  private static final String UNSTORABLE = "22021";

  /** {@code lock_not_available}. */
  private static final String LOCKED = "55P03";

  private Outage() {}

  /** Whether that is what ended it. */
  public static boolean isBehind(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof StoreException || (t instanceof SQLException broken && isAway(broken))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it was a text that PostgreSQL cannot store, which is one with U+0000: no outage, and no
   * better the next time.
   */
  public static boolean isUnstorable(Throwable thrown) {
    return hasState(thrown, UNSTORABLE);
  }

  /**
   * Whether it gave up waiting for a lock on PostgreSQL, where it had set itself a limit: the store
   * is there, but somebody else holds what it needs.
   */
  public static boolean isLocked(Throwable thrown) {
    return hasState(thrown, LOCKED);
  }

  private static boolean hasState(Throwable thrown, String state) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException refused && state.equals(refused.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAway(SQLException broken) {
    String state = broken.getSQLState() == null ? "" : broken.getSQLState();
    return broken instanceof SQLTransientException
        || broken instanceof SQLNonTransientConnectionException
        || broken instanceof SQLRecoverableException
        // Connection exceptions, insufficient resources, operator intervention.
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P");
  }
}
