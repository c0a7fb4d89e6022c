package dev.postern.ingest.deny;

import dev.postern.core.Service;
import dev.postern.core.egress.Cidr;
import dev.postern.core.id.DenyListId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.core.tenant.TenantDeleted;
import dev.postern.ingest.DenyList;
import dev.postern.ingest.network.Networks;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads and writes {@code deny_list}. */
@Service
public class DenyListStore {
  private static final String COLUMNS =
      """
      id, tenant_id, name, url, refresh_seconds, enabled, entries, skipped, imported_at,
      next_fetch_at, failures, last_error, created_at, updated_at
      """;
  private static final String IMPORTED =
      """
      update deny_list
         set ranges = ?, entries = ?, skipped = ?, version = ?, imported_at = ?, failures = 0,
             last_error = null
      """;

  private final Database database;

  @Inject
  public DenyListStore(Database database) {
    this.database = database;
  }

  /** Which contents a list has now. */
  record Version(DenyListId id, TenantId tenant, String name, UUID version) {}

  void insert(DenyList list, UUID version) {
    database.update(
        """
        insert into deny_list (id, tenant_id, name, url, refresh_seconds, enabled, ranges, entries,
          skipped, version, imported_at, next_fetch_at, failures, last_error, created_at, updated_at)
        values (?, ?, ?, ?, ?, ?, '', 0, 0, ?, null, ?, 0, null, ?, ?)
        """,
        list.id(),
        list.tenant(),
        list.edit().name(),
        list.edit().url(),
        list.edit().refreshSeconds(),
        list.edit().enabled(),
        version,
        list.fetching().nextFetchAt(),
        list.createdAt(),
        list.updatedAt());
  }

  void update(DenyList list, UUID version) {
    database.update(
        """
        update deny_list
        set name = ?, url = ?, refresh_seconds = ?, enabled = ?, next_fetch_at = ?, failures = ?,
          last_error = ?, version = ?, updated_at = ?
        where id = ?
        """,
        list.edit().name(),
        list.edit().url(),
        list.edit().refreshSeconds(),
        list.edit().enabled(),
        list.fetching().nextFetchAt(),
        list.fetching().failures(),
        list.fetching().lastError(),
        version,
        list.updatedAt(),
        list.id());
  }

  Optional<DenyList> find(TenantId tenant, DenyListId id) {
    return database.queryOne(
        "select " + COLUMNS + " from deny_list where tenant_id = ? and id = ?",
        DenyListStore::map,
        tenant,
        id);
  }

  /** The same, locked until the transaction ends. */
  Optional<DenyList> lock(TenantId tenant, DenyListId id) {
    return database.queryOne(
        "select " + COLUMNS + " from deny_list where tenant_id = ? and id = ? for update",
        DenyListStore::map,
        tenant,
        id);
  }

  List<DenyList> list(TenantId tenant, PageRequest page) {
    return database.query(
        "select "
            + COLUMNS
            + " from deny_list where tenant_id = ? and id < ? order by id desc limit ?",
        DenyListStore::map,
        tenant,
        page.bound(),
        page.limit() + 1);
  }

  long count(TenantId tenant) {
    return database
        .queryOne(
            "select count(*) as n from deny_list where tenant_id = ?",
            row -> row.number("n"),
            tenant)
        .orElse(0L);
  }

  boolean delete(TenantId tenant, DenyListId id) {
    return database.update("delete from deny_list where tenant_id = ? and id = ?", tenant, id) == 1;
  }

  /** Of all tenants; those with nothing in them left out. */
  List<Version> versions() {
    return database.query(
        "select id, tenant_id, name, version from deny_list where enabled = true and entries > 0",
        row ->
            new Version(
                row.id("id", DenyListId::new),
                row.id("tenant_id", TenantId::new),
                row.text("name"),
                row.uuid("version")));
  }

  List<Cidr> ranges(DenyListId id) {
    return database
        .queryOne("select ranges from deny_list where id = ?", row -> row.text("ranges"), id)
        .map(text -> text.lines().map(Networks::range).toList())
        .orElse(List.of());
  }

  void imported(DenyListId id, FeedText.Parsed parsed, UUID version, Instant now) {
    int unused =
        database.update(
            IMPORTED + " where id = ?",
            text(parsed),
            parsed.networks().size(),
            parsed.skipped(),
            version,
            now,
            id);
  }

  /** What came from the list's URL; false when it has another one, or none, by now. */
  boolean fetched(DenyList list, FeedText.Parsed parsed, UUID version, Instant now) {
    return database.update(
            IMPORTED + " where id = ? and url = ?",
            text(parsed),
            parsed.networks().size(),
            parsed.skipped(),
            version,
            now,
            list.id(),
            list.edit().url())
        == 1;
  }

  private static String text(FeedText.Parsed parsed) {
    return parsed.networks().stream().map(Cidr::toString).collect(Collectors.joining("\n"));
  }

  /** Returns how often in a row it failed now: never when it has another URL, or none, by now. */
  int failed(DenyList list, String error, Instant nextFetch) {
    int failed =
        database.update(
            """
            update deny_list set failures = failures + 1, last_error = ?, next_fetch_at = ?
             where id = ? and url = ?
            """,
            error.length() <= 500 ? error : error.substring(0, 500),
            nextFetch,
            list.id(),
            list.edit().url());
    return failed == 0
        ? 0
        : database
            .queryOne(
                "select failures from deny_list where id = ?",
                row -> row.integer("failures"),
                list.id())
            .orElse(0);
  }

  /** Of all tenants, those that wait longest first. */
  List<DenyList> due(Instant now) {
    return database.query(
        "select "
            + COLUMNS
            + """
             from deny_list where enabled = true and url is not null and next_fetch_at <= ?
            order by next_fetch_at, id
            """,
        DenyListStore::map,
        now);
  }

  /** False when another node fetches it. */
  boolean claim(DenyList list, Instant nextFetch) {
    return database.update(
            "update deny_list set next_fetch_at = ? where id = ? and next_fetch_at = ?",
            nextFetch,
            list.id(),
            list.fetching().nextFetchAt())
        == 1;
  }

  void purge(@Observes TenantDeleted event) {
    database.update("delete from deny_list where tenant_id = ?", event.tenant());
  }

  private static DenyList map(Row row) throws SQLException {
    return new DenyList(
        row.id("id", DenyListId::new),
        row.id("tenant_id", TenantId::new),
        new DenyList.Edit(
            row.text("name"),
            row.textOrNull("url"),
            row.integer("refresh_seconds"),
            row.flag("enabled")),
        new DenyList.Contents(
            row.integer("entries"), row.integer("skipped"), row.instantOrNull("imported_at")),
        new DenyList.Fetching(
            row.instantOrNull("next_fetch_at"),
            row.integer("failures"),
            row.textOrNull("last_error")),
        row.instant("created_at"),
        row.instant("updated_at"));
  }
}
