package dev.postern.core.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to show; null is any.
 *
 * @param action an action, or a prefix that ends with a dot
 * @param since inclusive
 * @param until exclusive
 */
public record AuditFilter(
    @Nullable String action,
    @Nullable String actorId,
    @Nullable String targetId,
    @Nullable Instant since,
    @Nullable Instant until) {
  public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);

  boolean matches(AuditEntry entry) {
    return (action == null || entry.action().equals(action) || within(action, entry.action()))
        && (actorId == null || entry.actor().id().equals(actorId))
        && (targetId == null || entry.targetId().equals(targetId))
        && (since == null || !entry.at().isBefore(since))
        && (until == null || entry.at().isBefore(until));
  }

  private static boolean within(String prefix, String action) {
    return prefix.endsWith(".") && action.startsWith(prefix);
  }
}
