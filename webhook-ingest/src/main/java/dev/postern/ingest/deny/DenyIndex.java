package dev.postern.ingest.deny;

import dev.postern.core.Service;
import dev.postern.core.id.DenyListId;
import dev.postern.core.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The lists in force, ready for lookups; a changed one is read again within five seconds. While the
 * store is away those that are known stay. Thread-safe.
 */
@Service
public class DenyIndex {
  private static final System.Logger LOG = System.getLogger(DenyIndex.class.getName());

  private final DenyListStore store;
  private volatile Map<TenantId, List<Named>> byTenant = Map.of();

  @Inject
  public DenyIndex(DenyListStore store) {
    this.store = store;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      ScheduledExecutorService scheduler) {
    scheduler.scheduleWithFixedDelay(this::refresh, 0, 5, TimeUnit.SECONDS);
  }

  /** The name of the first list that has the address. */
  public Optional<String> listing(TenantId tenant, InetAddress address) {
    return byTenant.getOrDefault(tenant, List.of()).stream()
        .filter(list -> list.ranges().contains(address))
        .map(Named::name)
        .findFirst();
  }

  /** Also after a change on this node. */
  public synchronized void refresh() {
    try {
      Map<DenyListId, Named> known = new HashMap<>();
      byTenant.values().forEach(lists -> lists.forEach(list -> known.put(list.id(), list)));
      Map<TenantId, List<Named>> next = new HashMap<>();
      for (DenyListStore.Version now : store.versions()) {
        Named before = known.get(now.id());
        Named list = before != null && before.version().equals(now.version()) ? before : read(now);
        next.computeIfAbsent(now.tenant(), tenant -> new ArrayList<>()).add(list);
      }
      byTenant = next;
    } catch (RuntimeException away) {
      LOG.log(System.Logger.Level.WARNING, "deny_lists_not_read", away);
    }
  }

  private Named read(DenyListStore.Version of) {
    return new Named(of.id(), of.name(), of.version(), RangeSet.of(store.ranges(of.id())));
  }

  private record Named(DenyListId id, String name, UUID version, RangeSet ranges) {}
}
