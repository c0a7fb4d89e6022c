package dev.postern.core.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.function.Supplier;

/** The container's transactions. */
@ApplicationScoped
public class JtaTransactions implements Transactions {
  private final Afterwards afterwards = new Afterwards();
  @Inject private Database database;

  @Resource(lookup = "java:comp/UserTransaction")
  private UserTransaction transaction;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry registry;

  @Override
  public <T> T required(Supplier<T> work) {
    if (registry.getTransactionStatus() == Status.STATUS_ACTIVE) {
      return work.get();
    }
    return afterwards.within(() -> {
      try (ConnectionShare.Turn turn = ConnectionShare.turn()) {
        return transaction(work);
      }
    });
  }

  private <T> T transaction(Supplier<T> work) {
    begin();
    boolean done = false;
    try {
      T result;
      // Also for what JPA reads: it shares this transaction's connection.
      try (Database.Hold hold = database.enterTransaction()) {
        result = work.get();
      }
      commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        rollback();
      }
    }
  }

  @Override
  public <T> T unscoped(Supplier<T> work) {
    return database.unscoped(work);
  }

  @Override
  public void afterCommit(Runnable work) {
    if (registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
      work.run();
      return;
    }
    registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Nothing: only the committed state is of interest.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              work.run();
            }
          }
        });
  }

  @Override
  public void afterRelease(Runnable work) {
    if (!afterwards.add(work)) {
      afterCommit(work);
    }
  }

  private void begin() {
    try {
      transaction.begin();
    } catch (NotSupportedException | SystemException e) {
      throw new StoreException("no transaction could be opened", e);
    }
  }

  private void commit() {
    try {
      transaction.commit();
    } catch (Exception e) {
      throw new StoreException("the commit failed", e);
    }
  }

  private void rollback() {
    try {
      if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
        transaction.rollback();
      }
    } catch (SystemException e) {
      throw new StoreException("the rollback failed", e);
    }
  }
}
