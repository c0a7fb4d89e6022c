package dev.postern.ingest.guard;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code verified_network}. */
@Service
public class NetworkStore {
  private static final int MOST = 10_000;
  private final Database database;

  @Inject
  public NetworkStore(Database database) {
    this.database = database;
  }

  /** A source got a good signature from there. */
  record Seen(SourceId source, String network) {}

  void seen(List<Seen> batch, Instant now) {
    // In one order, so that no two nodes wait for each other.
    List<Seen> ordered =
        batch.stream()
            .sorted(
                Comparator.comparing((Seen seen) -> seen.source().uuid())
                    .thenComparing(Seen::network))
            .toList();
    database.batch(
        """
        insert into verified_network (source_id, network, last_seen_at) values (?, ?, ?)
        on conflict do nothing
        """,
        ordered.stream()
            .map(seen -> new @Nullable Object[] {seen.source(), seen.network(), now})
            .toList());
    database.batch(
        "update verified_network set last_seen_at = ? where source_id = ? and network = ?",
        ordered.stream()
            .map(seen -> new @Nullable Object[] {now, seen.source(), seen.network()})
            .toList());
  }

  Set<String> since(SourceId source, Instant time) {
    return new HashSet<>(
        database.query(
            """
            select network from verified_network where source_id = ? and last_seen_at >= ?
            order by last_seen_at desc limit ?
            """,
            row -> row.text("network"),
            source,
            time,
            MOST));
  }

  void deleteBefore(Instant time) {
    database.update("delete from verified_network where last_seen_at < ?", time);
  }
}
