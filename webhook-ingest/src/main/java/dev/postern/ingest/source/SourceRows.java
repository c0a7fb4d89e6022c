package dev.postern.ingest.source;

import dev.postern.core.Service;
import dev.postern.ingest.source.store.SourcePurge;
import dev.postern.ingest.source.store.SourceStore;
import jakarta.inject.Inject;

/** A source's rows and the memory of them on this node. */
@Service
public record SourceRows(SourceStore store, SourcePurge purge, SourceDirectory directory) {
  @Inject
  public SourceRows {}
}
