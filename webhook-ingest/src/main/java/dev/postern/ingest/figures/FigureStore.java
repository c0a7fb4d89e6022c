package dev.postern.ingest.figures;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code source_figure}. */
@Service
public class FigureStore {
  private final Database database;

  @Inject
  public FigureStore(Database database) {
    this.database = database;
  }

  /** Adds to what is there; needs an open transaction. */
  void add(SortedMap<Bucket, Figure> figures) {
    List<@Nullable Object[]> keys =
        figures.keySet().stream()
            .map(bucket ->
                new @Nullable Object[] {
                  bucket.source(),
                  bucket.span().minutes(),
                  bucket.start(),
                  bucket.outcome(),
                  bucket.tenant()
                })
            .toList();
    database.batch(
        """
        insert into source_figure
          (source_id, span_minutes, bucket, outcome, tenant_id, requests, micros, max_micros)
        values (?, ?, ?, ?, ?, 0, 0, 0)
        on conflict do nothing
        """,
        keys);
    database.batch(
        """
        update source_figure
        set requests = requests + ?, micros = micros + ?, max_micros = greatest(max_micros, ?)
        where source_id = ? and span_minutes = ? and bucket = ? and outcome = ?
        """,
        figures.entrySet().stream().map(FigureStore::row).toList());
  }

  /** Those of the sources that there are still, whosever they are. */
  public Set<SourceId> present(Set<SourceId> sources) {
    return Set.copyOf(
        database.query(
            "select id from source where id = any(?)",
            row -> row.id("id", SourceId::new),
            (Object) sources.stream().map(SourceId::uuid).toArray(UUID[]::new)));
  }

  /** By outcome, from the bucket that begins at {@code from} on, before {@code until}. */
  Map<String, Figure> sum(
      TenantId tenant, SourceId source, Bucket.Span span, Instant from, Instant until) {
    Map<String, Figure> sums = new TreeMap<>();
    database
        .query(
            """
            select outcome, sum(requests) as requests, sum(micros) as micros,
              max(max_micros) as max_micros
            from source_figure
            where tenant_id = ? and source_id = ? and span_minutes = ? and bucket >= ?
              and bucket < ?
            group by outcome
            """,
            row ->
                Map.entry(
                    row.text("outcome"),
                    new Figure(
                        row.number("requests"), row.number("micros"), row.number("max_micros"))),
            tenant,
            source,
            span.minutes(),
            from,
            until)
        .forEach(entry -> sums.put(entry.getKey(), entry.getValue()));
    return sums;
  }

  /** Requests of all sources of a tenant, of one outcome within one bucket. */
  record Dated(Instant at, String outcome, long requests) {}

  List<Dated> dated(TenantId tenant, Bucket.Span span, Instant from) {
    return database.query(
        """
        select bucket, outcome, cast(sum(requests) as bigint) as n from source_figure
        where tenant_id = ? and span_minutes = ? and bucket >= ?
        group by bucket, outcome
        """,
        row -> new Dated(row.instant("bucket"), row.text("outcome"), row.number("n")),
        tenant,
        span.minutes(),
        from);
  }

  /** By outcome, in whole minutes. */
  public Map<String, Long> requests(TenantId tenant, SourceId source, Instant from, Instant until) {
    Map<String, Long> requests = new TreeMap<>();
    sum(tenant, source, Bucket.Span.MINUTE, from, until)
        .forEach((outcome, figure) -> requests.put(outcome, figure.requests()));
    return requests;
  }

  /** The sources that had requests in the minutes of that range. */
  public List<Bucketed> active(Instant from, Instant until) {
    return database.query(
        """
        select distinct tenant_id, source_id from source_figure
        where span_minutes = 1 and bucket >= ? and bucket < ?
        """,
        row -> new Bucketed(row.id("tenant_id", TenantId::new), row.id("source_id", SourceId::new)),
        from,
        until);
  }

  /** A source with figures. */
  public record Bucketed(TenantId tenant, SourceId source) {}

  void deleteOld(Instant now) {
    for (Bucket.Span span : Bucket.Span.values()) {
      database.update(
          "delete from source_figure where span_minutes = ? and bucket < ?",
          span.minutes(),
          now.minus(span.kept()));
    }
    database.update(
        """
        delete from source_figure f
        where not exists (select 1 from source s where s.id = f.source_id)
        """);
  }

  private static @Nullable Object[] row(Map.Entry<Bucket, Figure> entry) {
    Bucket bucket = entry.getKey();
    Figure figure = entry.getValue();
    return new @Nullable Object[] {
      figure.requests(),
      figure.micros(),
      figure.maxMicros(),
      bucket.source(),
      bucket.span().minutes(),
      bucket.start(),
      bucket.outcome()
    };
  }
}
