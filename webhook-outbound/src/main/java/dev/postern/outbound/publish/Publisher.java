package dev.postern.outbound.publish;

import dev.postern.core.id.TenantId;
import java.util.List;

/**
 * The door for events. Joins the caller's transaction (rolled back with it, committed with it) or
 * opens its own; the delivery engine hears of it after the commit. Thread-safe.
 */
public interface Publisher {

  Publication publish(TenantId tenant, EventDraft draft);

  /** Each judged by itself; answers in order; those accepted commit together. */
  List<Publication> publish(TenantId tenant, List<EventDraft> drafts);
}
