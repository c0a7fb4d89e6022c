package dev.postern.ingest;

import dev.postern.core.id.DenyListId;
import dev.postern.core.id.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Networks that may post to none of a tenant's sources.
 *
 * @param tenant whose
 * @param contents what is in force: the last good import
 * @param fetching how the fetching from the URL goes
 */
public record DenyList(
    DenyListId id,
    TenantId tenant,
    Edit edit,
    Contents contents,
    Fetching fetching,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * What a person sets.
   *
   * @param url fetched through the egress guard; null for a list that is imported by hand
   * @param refreshSeconds how often it is fetched
   * @param enabled a list that is not refuses nobody
   */
  public record Edit(String name, @Nullable String url, int refreshSeconds, boolean enabled) {}

  /**
   * @param entries networks
   * @param skipped lines that were no network or too wide
   */
  public record Contents(int entries, int skipped, @Nullable Instant importedAt) {
    public static final Contents NONE = new Contents(0, 0, null);
  }

  /**
   * @param failures since the last success
   */
  public record Fetching(@Nullable Instant nextFetchAt, int failures, @Nullable String lastError) {}
}
