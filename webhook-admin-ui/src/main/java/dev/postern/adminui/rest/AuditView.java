package dev.postern.adminui.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.postern.core.audit.Actor;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.ChainState;
import dev.postern.core.id.AuditId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry in the shape of the API. {@code before} and {@code after} are JSON as it was hashed. */
public record AuditView(
    AuditId id,
    long sequence,
    Instant at,
    Actor actor,
    String action,
    Target target,
    @Nullable String ip,
    @Nullable String requestId,
    @JsonRawValue @Nullable String before,
    @JsonRawValue @Nullable String after,
    String hash,
    String previousHash) {

  /** What was changed or seen. */
  public record Target(String type, String id) {}

  static AuditView of(AuditEntry entry) {
    return new AuditView(
        entry.id(),
        entry.seq(),
        entry.at(),
        entry.actor(),
        entry.action(),
        new Target(entry.targetType(), entry.targetId()),
        entry.origin().ip(),
        entry.origin().requestId(),
        entry.before(),
        entry.after(),
        entry.hash().hex(),
        entry.previousHash().hex());
  }

  /**
   * @param brokenAt the first place that does not fit; null when the chain is whole
   */
  public record Verification(
      boolean whole, long entries, @Nullable Long brokenAt, @Nullable String detail) {
    static Verification of(ChainState state) {
      return switch (state) {
        case ChainState.Whole whole -> new Verification(true, whole.entries(), null, null);
        case ChainState.Broken broken ->
            new Verification(false, broken.seq() - 1, broken.seq(), broken.words());
      };
    }
  }
}
