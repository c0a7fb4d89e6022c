package dev.postern.adminui.deliveries;

import dev.postern.adminui.part.LiveUpdates;
import dev.postern.adminui.part.Times;
import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.pause.Pause;
import dev.postern.core.pause.Pauses;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.endpoint.Endpoints;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** What every live page needs besides its doors. */
@Service
public class DeliveryViewing {
  private final Endpoints endpoints;
  private final Pauses pauses;
  private final Transactions transactions;
  private final LiveUpdates live;
  private final Times times;

  @Inject
  DeliveryViewing(
      Endpoints endpoints,
      Pauses pauses,
      Transactions transactions,
      LiveUpdates live,
      Times times) {
    this.endpoints = endpoints;
    this.pauses = pauses;
    this.transactions = transactions;
    this.live = live;
    this.times = times;
  }

  Endpoints endpoints() {
    return endpoints;
  }

  /** What stops its deliveries, or may: its own pauses and those of everybody. */
  List<Pause> pauses(TenantId tenant) {
    return Stream.of(transactions.unscoped(() -> pauses.list(null)), pauses.list(tenant))
        .flatMap(List::stream)
        .toList();
  }

  LiveUpdates live() {
    return live;
  }

  Times times() {
    return times;
  }
}
