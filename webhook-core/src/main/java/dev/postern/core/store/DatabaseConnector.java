package dev.postern.core.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Waits for a database that starts together with the node: two minutes, then the start fails.
 *
 * <p>Inside a transaction all statements share one connection. Outside, the container would keep a
 * connection that may be shared until the request is over, though it was closed: requests that then
 * wait, for each other or for a second connection, would hold the whole pool. There it is asked for
 * one that may not be shared, and has it back at once.
 */
@ApplicationScoped
public class DatabaseConnector {
  @Resource(lookup = "jdbc/postern")
  private DataSource source;

  @Resource(lookup = "jdbc/postern", shareable = false)
  private DataSource alone;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry registry;

  @Retry(
      maxRetries = 60,
      delay = 2,
      delayUnit = ChronoUnit.SECONDS,
      jitter = 500,
      maxDuration = 2,
      durationUnit = ChronoUnit.MINUTES,
      retryOn = StoreException.class)
  public Database connect() {
    // A connection of the container does not tell: it may say that it commits by itself until its
    // first statement in a global transaction.
    return new Database(
        () -> (status() == Status.STATUS_NO_TRANSACTION ? alone : source).getConnection(),
        connection -> status() == Status.STATUS_ACTIVE);
  }

  private int status() {
    return registry.getTransactionStatus();
  }

  DataSource source() {
    return source;
  }
}
