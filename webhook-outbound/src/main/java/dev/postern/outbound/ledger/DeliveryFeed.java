package dev.postern.outbound.ledger;

import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Live word of deliveries, within this node only. Nothing is kept: who was not listening reads the
 * ledger. Thread-safe.
 */
@Service
public class DeliveryFeed {
  private static final System.Logger LOG = System.getLogger(DeliveryFeed.class.getName());

  private final ConcurrentHashMap<TenantId, List<Consumer<DeliveryChange>>> listeners =
      new ConcurrentHashMap<>();

  /**
   * Calls {@code listener} for every change of the tenant until the returned handle is closed. It
   * runs on the thread that made the change, so it must return at once; what it throws is logged.
   */
  public Listening subscribe(TenantId tenant, Consumer<DeliveryChange> listener) {
    // Wrapped: the same listener twice is two subscriptions, closed one by one.
    Consumer<DeliveryChange> own = listener::accept;
    listeners.compute(
        tenant,
        (id, present) -> {
          List<Consumer<DeliveryChange>> all =
              present == null ? new CopyOnWriteArrayList<>() : present;
          all.add(own);
          return all;
        });
    return () ->
        listeners.computeIfPresent(
            tenant,
            (id, present) -> {
              present.remove(own);
              return present.isEmpty() ? null : present;
            });
  }

  /** Called after the commit of the changes, by whoever made them. */
  public void changed(Collection<DeliveryChange> changes) {
    if (listeners.isEmpty()) {
      return;
    }
    for (DeliveryChange change : changes) {
      for (Consumer<DeliveryChange> listener : listeners.getOrDefault(change.tenant(), List.of())) {
        tell(listener, change);
      }
    }
  }

  private static void tell(Consumer<DeliveryChange> listener, DeliveryChange change) {
    try {
      listener.accept(change);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "delivery_listener_failed", e);
    }
  }

  /** A running subscription of a listener. */
  public interface Listening extends AutoCloseable {
    @Override
    void close();
  }
}
