package dev.postern.outbound.publish;

import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.ledger.EventEntry;
import dev.postern.outbound.ledger.FilteredOut;
import dev.postern.outbound.subscription.CelData;
import dev.postern.outbound.subscription.EventFacts;
import dev.postern.outbound.subscription.FilterAllowance;
import dev.postern.outbound.subscription.FilterVerdict;
import dev.postern.outbound.subscription.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides whom an event goes to. Pure: no clock, no store. */
final class FanOut {
  private FanOut() {}

  static Fanned of(
      TenantId tenant,
      EventId id,
      EventDraft draft,
      Instant now,
      List<Route> routes,
      Supplier<FilterAllowance> allowances) {
    EventFacts facts = new EventFacts(draft.type(), draft.channel(), once(draft.data()));
    List<Route> to = new ArrayList<>();
    List<FilteredOut> filtered = new ArrayList<>();
    for (Route route : routes) {
      if (route.matches(facts)) {
        switch (route.filter(facts, allowances.get())) {
          case FilterVerdict.Passed passed -> to.add(route);
          case FilterVerdict.HeldBack(String reason) ->
              filtered.add(new FilteredOut(route.subscription(), reason));
        }
      }
    }
    return new Fanned(entry(tenant, id, draft, now), to, filtered);
  }

  private static EventEntry entry(TenantId tenant, EventId id, EventDraft draft, Instant now) {
    Instant given = draft.timestamp();
    Instant timestamp = given == null ? now : given;
    return new EventEntry(
        id,
        tenant,
        draft.externalId(),
        draft.type(),
        timestamp,
        draft.channel(),
        draft.orderingKey(),
        PayloadBytes.of(draft.type(), timestamp, draft.data()),
        now);
  }

  /** Parsed for the first filter that asks, and for none when no filter does. */
  private static Supplier<Object> once(JsonText data) {
    return new Supplier<>() {
      private @Nullable Object parsed;

      @Override
      public Object get() {
        Object known = parsed;
        if (known == null) {
          known = CelData.of(data.text());
          parsed = known;
        }
        return known;
      }
    };
  }
}
