package dev.postern.core.audit.store;

import dev.postern.core.Service;
import dev.postern.core.audit.Actor;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.audit.ChainState;
import dev.postern.core.audit.Digest;
import dev.postern.core.audit.Origin;
import dev.postern.core.id.AuditId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Appends to and reads {@code audit_entry}. */
@Service
public class AuditStore {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  private final Database database;

  @Inject
  public AuditStore(Database database) {
    this.database = database;
  }

  /** The chain's head, locked until the transaction ends; made when the chain has none. */
  public ChainState.Head lockHead(UUID chain) {
    database.update(
        "insert into audit_chain (chain, length, head) values (?, 0, ?) on conflict do nothing",
        chain,
        Digest.START.bytes());
    return database
        .queryOne(
            "select length, head from audit_chain where chain = ? for update",
            AuditStore::head,
            chain)
        .orElseThrow();
  }

  public Optional<ChainState.Head> head(UUID chain) {
    return database.queryOne(
        "select length, head from audit_chain where chain = ?", AuditStore::head, chain);
  }

  /** 1 for a chain without entries. */
  public long firstSeq(UUID chain) {
    return database
        .queryOne(
            "select coalesce(min(seq), 1) as first_seq from audit_entry where chain = ?",
            row -> row.number("first_seq"),
            chain)
        .orElse(1L);
  }

  /** 0 for a chain without entries. */
  public long lastSeq(UUID chain) {
    return database
        .queryOne(
            "select coalesce(max(seq), 0) as last from audit_entry where chain = ?",
            row -> row.number("last"),
            chain)
        .orElse(0L);
  }

  /** Writes the entry and moves the head onto it; the head is locked by the caller. */
  public void append(AuditEntry entry) {
    database.update(
        """
        insert into audit_entry
          (id, chain, seq, at, actor_type, actor_id, actor_name, action, target_type, target_id,
           ip, request_id, before_state, after_state, previous_hash, hash)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        entry.id(),
        entry.chain(),
        entry.seq(),
        entry.at(),
        entry.actor().type(),
        entry.actor().id(),
        entry.actor().name(),
        entry.action(),
        entry.targetType(),
        entry.targetId(),
        entry.origin().ip(),
        entry.origin().requestId(),
        entry.before(),
        entry.after(),
        entry.previousHash().bytes(),
        entry.hash().bytes());
    database.update(
        "update audit_chain set length = ?, head = ? where chain = ?",
        entry.seq(),
        entry.hash().bytes(),
        entry.chain());
  }

  /** Newest first. */
  public List<AuditEntry> list(UUID chain, AuditFilter filter, PageRequest page) {
    String action = Objects.requireNonNullElse(filter.action(), "");
    String actor = Objects.requireNonNullElse(filter.actorId(), "");
    String target = Objects.requireNonNullElse(filter.targetId(), "");
    return database.query(
        """
        select * from audit_entry
        where chain = ? and id < ? and at >= ? and at < ?
          and (? = '' or action = ? or (right(?, 1) = '.' and left(action, length(?)) = ?))
          and (? = '' or actor_id = ?)
          and (? = '' or target_id = ?)
        order by id desc limit ?
        """,
        AuditStore::map,
        chain,
        page.bound(),
        Objects.requireNonNullElse(filter.since(), FIRST),
        Objects.requireNonNullElse(filter.until(), LAST),
        action,
        action,
        action,
        action,
        action,
        actor,
        actor,
        target,
        target,
        page.limit() + 1);
  }

  public Optional<AuditEntry> byId(UUID chain, AuditId id) {
    return database.queryOne(
        "select * from audit_entry where chain = ? and id = ?", AuditStore::map, chain, id);
  }

  /** All that was ever done to one thing, oldest first. */
  public List<AuditEntry> ofTarget(UUID chain, String targetId) {
    return database.query(
        "select * from audit_entry where chain = ? and target_id = ? order by id",
        AuditStore::map,
        chain,
        targetId);
  }

  /** Oldest first: {@code after} exclusive, {@code upTo} inclusive. */
  public List<AuditEntry> between(UUID chain, long after, long upTo) {
    return database.query(
        "select * from audit_entry where chain = ? and seq > ? and seq <= ? order by seq",
        AuditStore::map,
        chain,
        after,
        upTo);
  }

  private static ChainState.Head head(Row row) throws SQLException {
    return new ChainState.Head(row.number("length"), Digest.ofBytes(row.bytes("head")));
  }

  private static AuditEntry map(Row row) throws SQLException {
    return new AuditEntry(
        row.id("id", AuditId::new),
        row.uuid("chain"),
        row.number("seq"),
        row.instant("at"),
        new Actor(row.text("actor_type"), row.text("actor_id"), row.text("actor_name")),
        row.text("action"),
        row.text("target_type"),
        row.text("target_id"),
        new Origin(row.textOrNull("ip"), row.textOrNull("request_id")),
        row.textOrNull("before_state"),
        row.textOrNull("after_state"),
        Digest.ofBytes(row.bytes("previous_hash")),
        Digest.ofBytes(row.bytes("hash")));
  }
}
