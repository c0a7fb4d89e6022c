package dev.postern.outbound.eventtype.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.outbound.eventtype.Contents;
import dev.postern.outbound.eventtype.EventType;
import dev.postern.outbound.eventtype.EventTypeVersion;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code event_type} and {@code event_type_version}. */
@Service
public class EventTypeStore {
  private final Database database;

  @Inject
  public EventTypeStore(Database database) {
    this.database = database;
  }

  /** False when the name is taken. */
  public boolean insert(EventType type) {
    boolean inserted =
        database.update(
                """
                insert into event_type (id, tenant_id, name, description, schema_json, example_json,
                  version, archived, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                type.id(),
                type.tenant(),
                type.name(),
                type.contents().description(),
                text(type.contents().schema()),
                text(type.contents().example()),
                type.version(),
                type.archived(),
                type.createdAt(),
                type.updatedAt())
            == 1;
    if (inserted) {
      keepVersion(type);
    }
    return inserted;
  }

  public void update(EventType type, boolean newVersion) {
    database.update(
        """
        update event_type
           set description = ?, schema_json = ?, example_json = ?, version = ?, archived = ?,
               updated_at = ?
         where id = ?
        """,
        type.contents().description(),
        text(type.contents().schema()),
        text(type.contents().example()),
        type.version(),
        type.archived(),
        type.updatedAt(),
        type.id());
    if (newVersion) {
      keepVersion(type);
    }
  }

  public void delete(EventType type) {
    database.update("delete from event_type_version where event_type_id = ?", type.id());
    database.update("delete from event_type where id = ?", type.id());
  }

  public long count(TenantId tenant) {
    return database
        .queryOne(
            "select count(*) as n from event_type where tenant_id = ?",
            row -> row.number("n"),
            tenant)
        .orElse(0L);
  }

  public Optional<EventType> find(TenantId tenant, String name) {
    return database.queryOne(
        "select * from event_type where tenant_id = ? and name = ?",
        EventTypeStore::type,
        tenant,
        name);
  }

  public Optional<EventType> lock(TenantId tenant, String name) {
    return database.queryOne(
        "select * from event_type where tenant_id = ? and name = ? for update",
        EventTypeStore::type,
        tenant,
        name);
  }

  public List<EventType> all(TenantId tenant) {
    return database.query(
        "select * from event_type where tenant_id = ?", EventTypeStore::type, tenant);
  }

  public List<EventType> list(TenantId tenant, PageRequest page) {
    return database.query(
        "select * from event_type where tenant_id = ? and id < ? order by id desc limit ?",
        EventTypeStore::type,
        tenant,
        page.bound(),
        page.limit() + 1);
  }

  public List<EventTypeVersion> versions(EventType type) {
    return database.query(
        """
        select version, schema_json, example_json, created_at from event_type_version
         where event_type_id = ? order by version desc
        """,
        row ->
            new EventTypeVersion(
                row.integer("version"),
                tree(row.textOrNull("schema_json")),
                tree(row.textOrNull("example_json")),
                row.instant("created_at")),
        type.id());
  }

  private void keepVersion(EventType type) {
    database.update(
        """
        insert into event_type_version
          (event_type_id, tenant_id, version, schema_json, example_json, created_at)
        values (?, ?, ?, ?, ?, ?)
        """,
        type.id(),
        type.tenant(),
        type.version(),
        text(type.contents().schema()),
        text(type.contents().example()),
        type.updatedAt());
  }

  private static EventType type(Row row) throws SQLException {
    return new EventType(
        row.uuid("id"),
        row.id("tenant_id", TenantId::new),
        row.text("name"),
        new Contents(
            row.text("description"),
            tree(row.textOrNull("schema_json")),
            tree(row.textOrNull("example_json"))),
        row.integer("version"),
        row.flag("archived"),
        row.instant("created_at"),
        row.instant("updated_at"));
  }

  private static @Nullable String text(@Nullable JsonNode tree) {
    return tree == null ? null : tree.toString();
  }

  private static @Nullable JsonNode tree(@Nullable String json) {
    try {
      return json == null ? null : Json.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
