package dev.postern.adminui.deliveries;

import dev.postern.adminui.part.LiveUpdates;
import dev.postern.adminui.part.Times;
import dev.postern.core.Service;
import jakarta.inject.Inject;

/** What every live page needs besides its doors. */
@Service
public class DeliveryViewing {
  private final LiveUpdates live;
  private final Times times;

  @Inject
  DeliveryViewing(LiveUpdates live, Times times) {
    this.live = live;
    this.times = times;
  }

  LiveUpdates live() {
    return live;
  }

  Times times() {
    return times;
  }
}
