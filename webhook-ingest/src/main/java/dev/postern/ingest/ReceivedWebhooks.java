package dev.postern.ingest;

import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import java.util.List;
import java.util.Optional;

/** The door to what was taken in. Thread-safe. */
public interface ReceivedWebhooks {
  /** Larger bodies are left out of lists, so that a page stays small; reading one shows all. */
  int LISTED_BODY_BYTES = 16 * 1024;

  /** Newest first. */
  Page<ReceivedWebhook> list(TenantId tenant, ReceivedQuery query, PageRequest page);

  Optional<ReceivedWebhook> find(TenantId tenant, ReceivedId id);

  /** By recipient; empty while nothing is known, and where the only recipient took it at once. */
  List<HandoverOutcome> outcomes(TenantId tenant, ReceivedId id);

  /**
   * Hands it over again from the first try on, also after success or when it was given up. The
   * event it publishes keeps its id, so what was published before is not published twice.
   */
  ReceivedWebhook reprocess(TenantId tenant, ReceivedId id);
}
