package dev.postern.core.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Transactions of one local connection, shared by JDBC and JPA. */
final class LocalTransactions implements Transactions {
  private record Open(@Nullable Session session, List<Runnable> afterCommit) {}

  private final ThreadBoundDataSource source;
  private final Database database;
  private final @Nullable SessionFactory sessions;
  private final Afterwards afterwards = new Afterwards();
  private final ThreadLocal<Open> open = new ThreadLocal<>();

  LocalTransactions(
      ThreadBoundDataSource source, Database database, @Nullable SessionFactory sessions) {
    this.source = source;
    this.database = database;
    this.sessions = sessions;
  }

  Session session() {
    Open current = open.get();
    if (current == null || current.session() == null) {
      throw new IllegalStateException(
          "no transaction is open (wrap the call in transactions()), or no entities were named");
    }
    return current.session();
  }

  @Override
  public <T> T required(Supplier<T> work) {
    return open.get() == null ? afterwards.within(() -> outermost(work)) : work.get();
  }

  private <T> T outermost(Supplier<T> work) {
    List<Runnable> afterCommit = new ArrayList<>();
    try (ConnectionShare.Turn turn = ConnectionShare.turn();
        Connection connection = source.bind();
        Session session =
            sessions == null ? null : sessions.withOptions().connection(connection).openSession()) {
      open.set(new Open(session, afterCommit));
      boolean done = false;
      T result;
      try {
        try (Database.Hold hold = database.enterTransaction()) {
          if (session != null) {
            session.beginTransaction();
          }
          result = work.get();
        }
        if (session != null) {
          session.getTransaction().commit();
        }
        connection.commit();
        done = true;
      } finally {
        open.remove();
        source.unbind();
        if (!done) {
          connection.rollback();
        }
      }
      afterCommit.forEach(Runnable::run);
      return result;
    } catch (SQLException e) {
      throw new StoreException("the transaction failed", e);
    }
  }

  @Override
  public <T> T unscoped(Supplier<T> work) {
    return database.unscoped(work);
  }

  @Override
  public void afterCommit(Runnable work) {
    Open current = open.get();
    if (current == null) {
      work.run();
    } else {
      current.afterCommit().add(work);
    }
  }

  @Override
  public void afterRelease(Runnable work) {
    if (!afterwards.add(work)) {
      afterCommit(work);
    }
  }
}
