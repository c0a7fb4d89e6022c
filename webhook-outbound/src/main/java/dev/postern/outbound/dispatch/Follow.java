package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.DeliveryWakeUp;
import jakarta.inject.Inject;
import java.util.List;

/** Makes queue and engine follow a change of status in the transaction that is open. */
@Service
public class Follow {
  private final Transactions transactions;
  private final BacklogKeeper keeper;
  private final DeliveryWakeUp wakeUp;

  @Inject
  public Follow(Transactions transactions, BacklogKeeper keeper, DeliveryWakeUp wakeUp) {
    this.transactions = transactions;
    this.keeper = keeper;
    this.wakeUp = wakeUp;
  }

  Transactions transactions() {
    return transactions;
  }

  /** Holds or releases a first portion now, and the rest after the commit. */
  void endpoint(EndpointId endpoint) {
    boolean done = keeper.align(endpoint).done();
    transactions.afterCommit(() -> {
      if (!done) {
        keeper.check(List.of(endpoint));
      }
      wakeUp.deliveriesWaiting();
    });
  }

  /** What the transaction has begun goes on after the commit. */
  void rest(EndpointId endpoint) {
    transactions.afterCommit(() -> keeper.check(List.of(endpoint)));
  }

  void wakeAfterCommit() {
    transactions.afterCommit(wakeUp::deliveriesWaiting);
  }
}
