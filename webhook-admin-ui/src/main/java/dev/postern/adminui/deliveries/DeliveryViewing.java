package dev.postern.adminui.deliveries;

import dev.postern.adminui.part.LiveUpdates;
import dev.postern.adminui.part.Times;
import dev.postern.core.Service;
import dev.postern.outbound.endpoint.Endpoints;
import jakarta.inject.Inject;

/** What every live page needs besides its doors. */
@Service
public class DeliveryViewing {
  private final Endpoints endpoints;
  private final LiveUpdates live;
  private final Times times;

  @Inject
  DeliveryViewing(Endpoints endpoints, LiveUpdates live, Times times) {
    this.endpoints = endpoints;
    this.live = live;
    this.times = times;
  }

  Endpoints endpoints() {
    return endpoints;
  }

  LiveUpdates live() {
    return live;
  }

  Times times() {
    return times;
  }
}
