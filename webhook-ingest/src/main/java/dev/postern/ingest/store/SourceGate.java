package dev.postern.ingest.store;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Dialect;
import jakarta.inject.Inject;
import java.util.Collection;

/**
 * Lets whoever changes a source have a turn among those who take in for it.
 *
 * <p>These hold the source's row together, and PostgreSQL lets one more of them in past somebody
 * who waits to have it alone: while several nodes are busy with one source, there may never be a
 * moment without a holder, and a change would wait for ever. So both come through a lock in memory
 * first, which queues fairly. Whoever took something in after that wait also reads what the change
 * wrote. Whoever takes in is never kept waiting for long by somebody who waits here or holds the
 * gate and waits for another lock: that one gives up after {@value #PATIENCE}, as when a node that
 * was stopped in the middle of taking in still holds its locks. The embedded database lets one at a
 * time hold the row anyway. Needs an open transaction and lasts until its end. Thread-safe.
 */
@Service
public class SourceGate {
  private static final String PATIENCE = "2s";

  private final Database database;

  @Inject
  public SourceGate(Database database) {
    this.database = database;
  }

  /** To take something in for these, together with others. */
  void enter(Collection<SourceId> sources) {
    pass("select pg_advisory_xact_lock_shared(k) from unnest(?::bigint[]) k", sources);
  }

  /**
   * To change or delete these, with nobody else. From here to its end the transaction waits no
   * longer for any lock, for as long as it does nothing comes in.
   *
   * @throws dev.postern.core.store.StoreException that {@link
   *     dev.postern.core.store.Outage#isLocked} tells: somebody is in and stays there
   */
  public void close(Collection<SourceId> sources) {
    if (database.dialect() == Dialect.POSTGRESQL && !sources.isEmpty()) {
      database.update("set local lock_timeout = '" + PATIENCE + "'");
    }
    pass("select pg_advisory_xact_lock(k) from unnest(?::bigint[]) k", sources);
  }

  private void pass(String sql, Collection<SourceId> sources) {
    if (database.dialect() == Dialect.POSTGRESQL && !sources.isEmpty()) {
      // In one order, so that nobody waits for somebody who waits for them.
      Long[] keys = sources.stream().map(SourceGate::key).distinct().sorted().toArray(Long[]::new);
      database.query(sql, row -> true, (Object) keys);
    }
  }

  /** A UUIDv7's low half is random; two sources that met here would only wait for each other. */
  private static Long key(SourceId source) {
    return source.uuid().getLeastSignificantBits();
  }
}
