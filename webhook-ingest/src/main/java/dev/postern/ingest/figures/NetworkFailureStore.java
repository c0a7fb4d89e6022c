package dev.postern.ingest.figures;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.tenant.TenantDeleted;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code source_network_failure}. */
@Service
public class NetworkFailureStore {
  private final Database database;

  @Inject
  public NetworkFailureStore(Database database) {
    this.database = database;
  }

  /** Adds to what is there; needs an open transaction. */
  void add(SortedMap<NetworkMinute, Long> failures) {
    database.batch(
        """
        insert into source_network_failure (source_id, bucket, network, tenant_id, failures)
        values (?, ?, ?, ?, 0)
        on conflict do nothing
        """,
        failures.keySet().stream()
            .map(at -> new @Nullable Object[] {at.source(), at.start(), at.network(), at.tenant()})
            .toList());
    database.batch(
        """
        update source_network_failure set failures = failures + ?
        where source_id = ? and bucket = ? and network = ?
        """,
        failures.entrySet().stream()
            .map(entry -> {
              NetworkMinute at = entry.getKey();
              return new @Nullable Object[] {
                entry.getValue(), at.source(), at.start(), at.network()
              };
            })
            .toList());
  }

  /** By network, in whole minutes; those that were not told apart are {@link NetworkFailures}'. */
  public Map<String, Long> since(TenantId tenant, SourceId source, Instant since) {
    Map<String, Long> sums = new TreeMap<>();
    database
        .query(
            """
            select network, cast(sum(failures) as bigint) as n from source_network_failure
            where tenant_id = ? and source_id = ? and bucket >= ?
            group by network
            """,
            row -> Map.entry(row.text("network"), row.number("n")),
            tenant,
            source,
            since)
        .forEach(entry -> sums.put(entry.getKey(), entry.getValue()));
    return sums;
  }

  void deleteBefore(Instant time) {
    database.update("delete from source_network_failure where bucket < ?", time);
  }

  void purge(@Observes TenantDeleted event) {
    database.update("delete from source_network_failure where tenant_id = ?", event.tenant());
  }
}
