package dev.postern.core.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Waits for a database that starts together with the node: two minutes, then the start fails. */
@ApplicationScoped
public class DatabaseConnector {
  @Resource(lookup = "jdbc/postern")
  private DataSource source;

  @Retry(
      maxRetries = 60,
      delay = 2,
      delayUnit = ChronoUnit.SECONDS,
      jitter = 500,
      maxDuration = 2,
      durationUnit = ChronoUnit.MINUTES,
      retryOn = StoreException.class)
  public Database connect() {
    return new Database(source);
  }

  DataSource source() {
    return source;
  }
}
