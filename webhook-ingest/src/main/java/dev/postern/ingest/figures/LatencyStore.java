package dev.postern.ingest.figures;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code source_latency}. */
@Service
public class LatencyStore {
  private final Database database;

  @Inject
  public LatencyStore(Database database) {
    this.database = database;
  }

  /** Adds to what is there; needs an open transaction. */
  void add(SortedMap<Slot, Long> counts) {
    database.batch(
        """
        insert into source_latency (source_id, span_minutes, bucket, slot, tenant_id, requests)
        values (?, ?, ?, ?, ?, 0)
        on conflict do nothing
        """,
        counts.keySet().stream()
            .map(slot ->
                new @Nullable Object[] {
                  slot.source(), slot.span().minutes(), slot.start(), slot.slot(), slot.tenant()
                })
            .toList());
    database.batch(
        """
        update source_latency set requests = requests + ?
        where source_id = ? and span_minutes = ? and bucket = ? and slot = ?
        """,
        counts.entrySet().stream()
            .map(entry -> {
              Slot slot = entry.getKey();
              return new @Nullable Object[] {
                entry.getValue(), slot.source(), slot.span().minutes(), slot.start(), slot.slot()
              };
            })
            .toList());
  }

  Latencies sum(TenantId tenant, SourceId source, Bucket.Span span, Instant from, Instant until) {
    Map<Integer, Long> sums = new TreeMap<>();
    database
        .query(
            """
            select slot, sum(requests) as requests from source_latency
            where tenant_id = ? and source_id = ? and span_minutes = ? and bucket >= ?
              and bucket < ?
            group by slot
            """,
            row -> Map.entry(row.integer("slot"), row.number("requests")),
            tenant,
            source,
            span.minutes(),
            from,
            until)
        .forEach(entry -> sums.put(entry.getKey(), entry.getValue()));
    return Latencies.of(sums);
  }

  void deleteOld(Instant now) {
    for (Bucket.Span span : Bucket.Span.values()) {
      database.update(
          "delete from source_latency where span_minutes = ? and bucket < ?",
          span.minutes(),
          now.minus(span.kept()));
    }
    database.update(
        """
        delete from source_latency l
        where not exists (select 1 from source s where s.id = l.source_id)
        """);
  }
}
