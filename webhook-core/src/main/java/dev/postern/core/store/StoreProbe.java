package dev.postern.core.store;

import dev.postern.core.Service;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/**
 * Whether the store can be used, found out in time whatever it does: also one that takes a
 * connection in and then says nothing, which no driver bounds. Thread-safe.
 */
@Service
public class StoreProbe {
  private static final System.Logger LOG = System.getLogger(StoreProbe.class.getName());

  /** Balancers and Kubernetes ask every few seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Database database;
  private final Duration patience;
  private final SharedLoads<String, Boolean> looks;

  @Inject
  StoreProbe(Database database, ExecutorService threads) {
    this(database, threads, PATIENCE);
  }

  StoreProbe(Database database, ExecutorService threads, Duration patience) {
    this.database = database;
    this.patience = patience;
    this.looks = new SharedLoads<>(threads, patience);
  }

  public boolean answers() {
    try {
      return looks.get("store", this::look);
    } catch (StoreException away) {
      LOG.log(System.Logger.Level.DEBUG, "database_away", away);
      return false;
    }
  }

  private boolean look() {
    return database.within(patience).queryOne("select 1 as one", row -> true).isPresent();
  }
}
