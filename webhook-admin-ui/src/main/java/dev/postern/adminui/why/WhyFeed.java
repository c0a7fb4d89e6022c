package dev.postern.adminui.why;

import com.vaadin.flow.component.Component;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.LiveUpdates;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.outbound.ledger.DeliveryFeed;
import jakarta.inject.Inject;

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

  void follow(Component view, Visit visit, Runnable redraw) {
    live.follow(
        view,
        heard ->
            deliveries.subscribe(visit.tenantTo(Permission.READ), change -> heard.run())::close,
        redraw);
  }
}
