package dev.postern.adminui.why;

import com.vaadin.flow.component.Component;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.LiveUpdates;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.EventId;
import dev.postern.outbound.ledger.DeliveryFeed;
import jakarta.inject.Inject;
import java.util.function.Predicate;

/** Keeps an answer true while it is looked at. */
@Service
public class WhyFeed {
  private final DeliveryFeed deliveries;
  private final LiveUpdates live;

  @Inject
  WhyFeed(DeliveryFeed deliveries, LiveUpdates live) {
    this.deliveries = deliveries;
    this.live = live;
  }

  /**
   * @param concerns whether a change of a delivery of that event is to be shown; asked on any
   *     thread
   */
  void follow(Component view, Visit visit, Predicate<EventId> concerns, Runnable redraw) {
    live.follow(
        view,
        heard ->
            deliveries.subscribe(
                    visit.tenantTo(Permission.READ),
                    change -> {
                      if (concerns.test(change.event())) {
                        heard.run();
                      }
                    })
                ::close,
        redraw);
  }
}
