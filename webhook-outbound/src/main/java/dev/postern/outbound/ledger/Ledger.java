package dev.postern.outbound.ledger;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import java.util.Optional;

/** What became of every event. Reads only. Thread-safe. */
public interface Ledger {

  /** Newest first. */
  Page<EventDetails> events(TenantId tenant, LedgerFilter filter, PageRequest page);

  Optional<EventDetails> event(TenantId tenant, EventId id);

  /** Newest first. */
  Page<Delivery> deliveries(TenantId tenant, LedgerFilter filter, PageRequest page);

  Optional<DeliveryDetails> delivery(TenantId tenant, DeliveryId id);
}
