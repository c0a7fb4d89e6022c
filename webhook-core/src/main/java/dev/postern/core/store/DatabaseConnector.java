package dev.postern.core.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Waits for a database that starts together with the node: two minutes, then the start fails. */
@ApplicationScoped
public class DatabaseConnector {
  @Resource(lookup = "jdbc/postern")
  private DataSource source;

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
        source, connection -> registry.getTransactionStatus() == Status.STATUS_ACTIVE);
  }

  DataSource source() {
    return source;
  }
}
