package dev.postern.ingest.feed;

import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.ingest.ReceivedFeed;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Listeners in memory. */
@Service
public class LocalReceivedFeed implements ReceivedFeed {
  private static final System.Logger LOG = System.getLogger(LocalReceivedFeed.class.getName());

  private final ConcurrentHashMap<TenantId, List<Consumer<Update>>> listeners =
      new ConcurrentHashMap<>();

  @Override
  public Subscription subscribe(TenantId tenant, Consumer<Update> listener) {
    // An own object for each call: the same listener may subscribe twice and close once.
    Consumer<Update> own = listener::accept;
    listeners.compute(
        tenant,
        (key, list) -> {
          List<Consumer<Update>> all = list == null ? new CopyOnWriteArrayList<>() : list;
          all.add(own);
          return all;
        });
    return () ->
        listeners.computeIfPresent(
            tenant,
            (key, list) -> {
              list.remove(own);
              return list.isEmpty() ? null : list;
            });
  }

  public void publish(TenantId tenant, Update update) {
    for (Consumer<Update> listener : listeners.getOrDefault(tenant, List.of())) {
      try {
        listener.accept(update);
      } catch (RuntimeException e) {
        // A listener's trouble is not the sender's.
        LOG.log(System.Logger.Level.WARNING, "feed_listener_failed", e);
      }
    }
  }
}
