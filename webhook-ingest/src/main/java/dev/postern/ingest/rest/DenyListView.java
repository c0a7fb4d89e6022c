package dev.postern.ingest.rest;

import dev.postern.core.id.DenyListId;
import dev.postern.ingest.DenyList;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A deny list as the contract shows it, without its networks. */
public record DenyListView(
    DenyListId id,
    String name,
    @Nullable String url,
    int refreshSeconds,
    boolean enabled,
    int entries,
    int skipped,
    @Nullable Instant importedAt,
    @Nullable Instant nextFetchAt,
    int failures,
    @Nullable String lastError,
    Instant createdAt,
    Instant updatedAt) {

  static DenyListView of(DenyList list) {
    return new DenyListView(
        list.id(),
        list.edit().name(),
        list.edit().url(),
        list.edit().refreshSeconds(),
        list.edit().enabled(),
        list.contents().entries(),
        list.contents().skipped(),
        list.contents().importedAt(),
        list.fetching().nextFetchAt(),
        list.fetching().failures(),
        list.fetching().lastError(),
        list.createdAt(),
        list.updatedAt());
  }
}
