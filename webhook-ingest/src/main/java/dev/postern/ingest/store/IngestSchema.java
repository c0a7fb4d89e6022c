package dev.postern.ingest.store;

import dev.postern.core.Service;
import dev.postern.core.store.ModuleSchema;

/** Announces {@code db/ingest}. */
@Service
public class IngestSchema implements ModuleSchema {
  @Override
  public String folder() {
    return "ingest";
  }
}
