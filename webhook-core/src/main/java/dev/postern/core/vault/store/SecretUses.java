package dev.postern.core.vault.store;

import java.time.Instant;

/** How often a version was used since the last flush, and when last. */
public record SecretUses(long count, Instant last) {
  public SecretUses plus(SecretUses other) {
    return new SecretUses(count + other.count, last.isAfter(other.last) ? last : other.last);
  }
}
