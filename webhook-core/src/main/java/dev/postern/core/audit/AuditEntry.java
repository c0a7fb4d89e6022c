package dev.postern.core.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.postern.core.id.AuditId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One link of a chain.
 *
 * @param chain the tenant's UUID, or the nil UUID for the platform's own
 * @param seq from 1, without a gap
 * @param at whole milliseconds
 * @param before JSON text as it was hashed
 */
public record AuditEntry(
    AuditId id,
    @JsonIgnore UUID chain,
    long seq,
    Instant at,
    Actor actor,
    String action,
    String targetType,
    String targetId,
    Origin origin,
    @Nullable String before,
    @Nullable String after,
    Digest previousHash,
    Digest hash) {

  /** The same entry with the hash that its content asks for. */
  AuditEntry sealed() {
    return new AuditEntry(
        id,
        chain,
        seq,
        at,
        actor,
        action,
        targetType,
        targetId,
        origin,
        before,
        after,
        previousHash,
        Digest.of(this));
  }
}
