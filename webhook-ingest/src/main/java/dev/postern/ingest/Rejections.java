package dev.postern.ingest;

import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import java.util.List;

/** The door to what was refused. Thread-safe. */
public interface Rejections {
  /** Newest first. */
  Page<Rejection> list(TenantId tenant, RejectionQuery query, PageRequest page);

  /**
   * The newest {@value #GROUPED} records by source and reason, the group with the latest refusal
   * first.
   */
  List<RejectionGroup> groups(TenantId tenant, RejectionQuery query);

  /** So many records are looked at, so that the answer costs the same however many there are. */
  int GROUPED = 2000;
}
