package dev.postern.outbound.publish;

import dev.postern.core.id.EventId;
import dev.postern.outbound.ledger.EventEntry;
import dev.postern.outbound.ledger.FilteredOut;
import dev.postern.outbound.subscription.Route;
import java.util.List;

/** An event that is about to be stored, with whom it goes to and whose filter kept it back. */
public record Fanned(EventEntry event, List<Route> to, List<FilteredOut> filtered) {
  public EventId id() {
    return event.id();
  }
}
