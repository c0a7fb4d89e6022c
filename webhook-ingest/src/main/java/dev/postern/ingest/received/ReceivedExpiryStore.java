package dev.postern.ingest.received;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

/** Deletes what is too old, a bounded number of rows at a time. */
@Service
public class ReceivedExpiryStore {
  static final int AT_ONCE = 1_000;
  private static final int UUID_TIME_BITS = 16;

  private final Database database;

  @Inject
  public ReceivedExpiryStore(Database database) {
    this.database = database;
  }

  /** Webhooks of a source from before then that nobody waits for any more. */
  int received(SourceId source, Instant before) {
    return database.update(
        """
        delete from received where id in (
          select r.id from received r
          where r.source_id = ? and r.id < ?
            and not exists (select 1 from handover_queue q where q.id = r.id)
          order by r.id limit ?)
        """,
        source,
        earliest(before),
        AT_ONCE);
  }

  /** Keys of webhooks from before then that are purged themselves. */
  int keys(Instant before) {
    return database.update(
        """
        delete from received_key where received_id in (
          select k.received_id from received_key k
          where k.received_id < ?
            and not exists (select 1 from received r where r.id = k.received_id)
          order by k.received_id limit ?)
        """,
        earliest(before),
        AT_ONCE);
  }

  int nonces(Instant before) {
    return database.update(
        """
        delete from seen_nonce where (source_id, nonce_sha256) in (
          select source_id, nonce_sha256 from seen_nonce where seen_at < ? limit ?)
        """,
        before,
        AT_ONCE);
  }

  /** The smallest id of that millisecond: ids are UUIDv7. */
  private static UUID earliest(Instant at) {
    return new UUID(at.toEpochMilli() << UUID_TIME_BITS, 0);
  }
}
