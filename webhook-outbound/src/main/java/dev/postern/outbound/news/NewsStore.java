package dev.postern.outbound.news;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.outbound.endpoint.EndpointStatus;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads what has not been told of {@code endpoint_health}, and notes that it has been. */
@Service
public class NewsStore {
  private final Database database;

  @Inject
  public NewsStore(Database database) {
    this.database = database;
  }

  /** Some of those that have news, with their tenants. */
  List<Untold> untold() {
    return database.query(
        """
        select endpoint_id, tenant_id from endpoint_health
         where told_status <> status or told_warning <> warning limit 100
        """,
        row ->
            new Untold(row.id("endpoint_id", EndpointId::new), row.id("tenant_id", TenantId::new)));
  }

  record Untold(EndpointId endpoint, TenantId tenant) {}

  /** Those of them that are there, and whether each is disabled, or was when it was last told. */
  Map<EndpointId, Boolean> disabled(Set<EndpointId> endpoints) {
    Map<EndpointId, Boolean> found = new HashMap<>();
    List<Boolean> unused =
        database.query(
            "select endpoint_id, status, told_status from endpoint_health where endpoint_id ="
                + " any(?)",
            row -> {
              boolean disabled =
                  row.word("status", EndpointStatus.class) == EndpointStatus.DISABLED
                      || row.word("told_status", EndpointStatus.class) == EndpointStatus.DISABLED;
              found.put(row.id("endpoint_id", EndpointId::new), disabled);
              return disabled;
            },
            (Object) endpoints.stream().map(EndpointId::uuid).toArray(UUID[]::new));
    return found;
  }

  /** Locked; empty when another node is telling it, or has. Needs an open transaction. */
  Optional<HealthNews> take(EndpointId endpoint) {
    boolean ours =
        database
            .queryOne(
                """
                select endpoint_id from endpoint_health
                 where endpoint_id = ? and (told_status <> status or told_warning <> warning)
                   for update skip locked
                """,
                row -> true,
                endpoint)
            .isPresent();
    return ours ? database.queryOne(NEWS, NewsStore::news, endpoint) : Optional.empty();
  }

  private static final String NEWS =
      """
      select h.*, e.url from endpoint_health h join endpoint e on e.id = h.endpoint_id
       where h.endpoint_id = ?
      """;

  void told(HealthNews news) {
    database.update(
        "update endpoint_health set told_status = ?, told_warning = ? where endpoint_id = ?",
        news.now().status(),
        news.warning(),
        news.endpoint());
  }

  private static HealthNews news(Row row) throws SQLException {
    EndpointStatus status = row.word("status", EndpointStatus.class);
    return new HealthNews(
        row.id("endpoint_id", EndpointId::new),
        row.id("tenant_id", TenantId::new),
        row.text("url"),
        row.word("told_status", EndpointStatus.class),
        row.integer("told_warning"),
        new HealthNews.Now(
            status,
            status == EndpointStatus.SUSPENDED
                ? row.textOrNull("suspended_reason")
                : row.textOrNull("status_reason"),
            row.integer("consecutive_failures"),
            row.instantOrNull("suspended_at")),
        row.integer("warning"));
  }
}
