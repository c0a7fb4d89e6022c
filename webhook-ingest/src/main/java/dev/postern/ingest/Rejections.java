package dev.postern.ingest;

import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;

/** The door to what was refused. Thread-safe. */
public interface Rejections {
  /** Newest first. */
  Page<Rejection> list(TenantId tenant, RejectionQuery query, PageRequest page);
}
