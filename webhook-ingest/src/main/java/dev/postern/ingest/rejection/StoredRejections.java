package dev.postern.ingest.rejection;

import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.RejectionGroup;
import dev.postern.ingest.RejectionQuery;
import dev.postern.ingest.Rejections;
import jakarta.inject.Inject;
import java.util.List;

/** The refusals on record. */
@Service
public class StoredRejections implements Rejections {
  private final RejectionStore store;

  @Inject
  public StoredRejections(RejectionStore store) {
    this.store = store;
  }

  @Override
  public Page<Rejection> list(TenantId tenant, RejectionQuery query, PageRequest page) {
    return page.page(store.list(tenant, query, page), rejection -> rejection.id().uuid());
  }

  @Override
  public List<RejectionGroup> groups(TenantId tenant, RejectionQuery query) {
    return RejectionGroups.of(store.newest(tenant, query, GROUPED));
  }
}
