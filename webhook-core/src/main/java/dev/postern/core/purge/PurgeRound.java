package dev.postern.core.purge;

import dev.postern.core.Service;
import dev.postern.core.store.Database;
import dev.postern.core.store.Transactions;
import dev.postern.core.tenant.TenantDeleted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Works off the orders: each portion is a transaction of its own, so that none is too long for the
 * container, and a node that dies leaves the rest to the next one.
 */
@Service
public class PurgeRound {
  private static final System.Logger LOG = System.getLogger(PurgeRound.class.getName());
  private static final int PORTION = 500;

  private final PurgeOrders orders;
  private final Transactions transactions;
  private final Iterable<Leftovers> leftovers;
  private final Consumer<TenantDeleted> deleted;
  private final Runnable work;
  private final AtomicBoolean running = new AtomicBoolean();

  @Inject
  PurgeRound(
      Database database,
      Transactions transactions,
      Instance<Leftovers> leftovers,
      Event<TenantDeleted> deleted,
      ExecutorService threads) {
    this(database, transactions, leftovers, deleted::fire, threads::execute);
  }

  private PurgeRound(
      Database database,
      Transactions transactions,
      Iterable<Leftovers> leftovers,
      Consumer<TenantDeleted> deleted,
      Consumer<Runnable> threads) {
    this.orders = new PurgeOrders(database);
    this.transactions = transactions;
    this.leftovers = leftovers;
    this.deleted = deleted;
    this.work = () -> threads.accept(this::once);
  }

  /** One that works when it is told to: {@link #round()}. */
  public static PurgeRound over(
      Database database,
      Transactions transactions,
      Iterable<Leftovers> leftovers,
      Consumer<TenantDeleted> deleted) {
    return new PurgeRound(database, transactions, leftovers, deleted, work -> {});
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      ScheduledExecutorService timer) {
    timer.scheduleWithFixedDelay(this::begin, 10, 10, TimeUnit.SECONDS);
  }

  /** Joins the deleting transaction. */
  public void tenantDeleted(@Observes TenantDeleted event) {
    orders.place(PurgeKind.TENANT, event.tenant().uuid(), event.tenant());
    transactions.afterCommit(this::begin);
  }

  private void begin() {
    if (running.compareAndSet(false, true)) {
      work.run();
    }
  }

  private void once() {
    try {
      round();
    } finally {
      running.set(false);
    }
  }

  /** Everything that is due, but for what another node is at. */
  public void round() {
    for (PurgeOrders.Order order : orders.due()) {
      try {
        boolean more = true;
        while (more) {
          more = transactions.required(() -> orders.take(order) && portion(order));
        }
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "purge_failed " + order.kind(), e);
      }
    }
  }

  private boolean portion(PurgeOrders.Order order) {
    for (Leftovers some : leftovers) {
      if (some.kind() == order.kind()) {
        for (PurgeStep step : some.steps()) {
          if (step.delete(order.owner(), PORTION) > 0) {
            return true;
          }
        }
      }
    }
    if (!orders.putOff(order)) {
      if (order.kind() == PurgeKind.TENANT) {
        // Once more for what is not deleted in portions: somebody may have written in between.
        deleted.accept(new TenantDeleted(order.tenant()));
      }
      orders.done(order);
    }
    return false;
  }
}
