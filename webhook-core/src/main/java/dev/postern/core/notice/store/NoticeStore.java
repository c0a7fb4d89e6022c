package dev.postern.core.notice.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.postern.core.Service;
import dev.postern.core.id.NoticeId;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.core.tenant.TenantDeleted;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code notice}. */
@Service
public class NoticeStore {
  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  private static final UUID PLATFORM = new UUID(0, 0);

  private final Database database;

  @Inject
  public NoticeStore(Database database) {
    this.database = database;
  }

  /** False when the incident is open already. */
  public boolean open(RaisedNotice notice) {
    return database.update(
            """
            insert into notice
              (id, tenant_id, kind, severity, incident, open_key, sentence, details,
               raised_at, last_raised_at, raised_count)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
            on conflict do nothing
            """,
            notice.id(),
            owner(notice.tenant()),
            notice.kind(),
            notice.severity(),
            notice.incident(),
            openKey(notice.tenant(), notice.incident()),
            notice.sentence(),
            json(notice.details()),
            notice.raisedAt(),
            notice.lastRaisedAt())
        == 1;
  }

  /**
   * Counts an incident that is open. Its severity rises with it and never falls.
   *
   * @return the incident when it is severer than before
   */
  public Optional<RaisedNotice> again(RaisedNotice notice) {
    String key = openKey(notice.tenant(), notice.incident());
    Optional<RaisedNotice> before =
        database.queryOne(
            "select * from notice where open_key = ? for update", NoticeStore::map, key);
    boolean severer =
        before.isPresent() && notice.severity().compareTo(before.get().severity()) > 0;
    database.update(
        """
        update notice
        set raised_count = raised_count + 1, last_raised_at = ?, sentence = ?, details = ?,
            severity = ?
        where open_key = ?
        """,
        notice.lastRaisedAt(),
        notice.sentence(),
        json(notice.details()),
        severer ? notice.severity() : before.map(RaisedNotice::severity).orElse(notice.severity()),
        key);
    return before.filter(open -> severer).flatMap(open -> find(open.id()));
  }

  public Optional<RaisedNotice> resolve(@Nullable TenantId tenant, String incident, Instant now) {
    String key = openKey(tenant, incident);
    Optional<RaisedNotice> open =
        database.queryOne(
            "select * from notice where open_key = ? for update", NoticeStore::map, key);
    if (open.isPresent()) {
      database.update(
          "update notice set open_key = null, resolved_at = ? where open_key = ?", now, key);
      return database.queryOne(
          "select * from notice where id = ?", NoticeStore::map, open.get().id());
    }
    return open;
  }

  /** The same incident, if it is open now: perhaps anew, as another notice. */
  public Optional<RaisedNotice> openAs(@Nullable TenantId tenant, String incident) {
    return database.queryOne(
        "select * from notice where open_key = ?", NoticeStore::map, openKey(tenant, incident));
  }

  public List<RaisedNotice> open(String kind) {
    return database.query(
        "select * from notice where open_key is not null and kind = ?", NoticeStore::map, kind);
  }

  public Optional<RaisedNotice> find(NoticeId id) {
    return database.queryOne("select * from notice where id = ?", NoticeStore::map, id);
  }

  public List<RaisedNotice> list(@Nullable TenantId tenant, boolean openOnly, PageRequest page) {
    return database.query(
        """
        select * from notice
        where tenant_id = ? and id < ?
          and (not ? or resolved_at is null)
        order by id desc limit ?
        """,
        NoticeStore::map,
        owner(tenant),
        page.bound(),
        openOnly,
        page.limit() + 1);
  }

  void purge(@Observes TenantDeleted event) {
    database.update("delete from notice where tenant_id = ?", event.tenant());
  }

  /** A null would be kept out of the index by the planner, so the platform has a number too. */
  private static UUID owner(@Nullable TenantId tenant) {
    return tenant == null ? PLATFORM : tenant.uuid();
  }

  private static @Nullable TenantId tenant(UUID owner) {
    return owner.equals(PLATFORM) ? null : new TenantId(owner);
  }

  private static String openKey(@Nullable TenantId tenant, String incident) {
    return (tenant == null ? "platform" : tenant.toString()) + "|" + incident;
  }

  private static RaisedNotice map(Row row) throws SQLException {
    return new RaisedNotice(
        row.id("id", NoticeId::new),
        tenant(row.uuid("tenant_id")),
        row.text("kind"),
        row.word("severity", Notice.Severity.class),
        row.text("incident"),
        row.text("sentence"),
        details(row.text("details")),
        row.instant("raised_at"),
        row.instant("last_raised_at"),
        row.number("raised_count"),
        row.instantOrNull("resolved_at"));
  }

  private static String json(Map<String, String> details) {
    return Json.mapper().valueToTree(details).toString();
  }

  private static Map<String, String> details(String text) throws SQLException {
    try {
      return Json.mapper().readValue(text, DETAILS);
    } catch (JsonProcessingException e) {
      throw new SQLException("a notice's details are not what was written", e);
    }
  }
}
