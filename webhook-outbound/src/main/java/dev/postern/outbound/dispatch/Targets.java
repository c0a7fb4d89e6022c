package dev.postern.outbound.dispatch;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.Endpoints;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Endpoints as they were at most a second ago: one look-up for many deliveries, and one for all the
 * endpoints of a claim. Thread-safe.
 */
@Service
public class Targets {
  private final LoadingCache<EndpointId, Optional<Endpoint>> endpoints;

  @Inject
  public Targets(Endpoints endpoints) {
    this(endpoints::of);
  }

  Targets(Function<Set<EndpointId>, Collection<Endpoint>> read) {
    this.endpoints =
        Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build(CacheLoader.bulk(ids -> found(Set.copyOf(ids), read)));
  }

  private static Map<EndpointId, Optional<Endpoint>> found(
      Set<EndpointId> ids, Function<Set<EndpointId>, Collection<Endpoint>> read) {
    Map<EndpointId, Endpoint> found =
        read.apply(ids).stream().collect(Collectors.toMap(Endpoint::id, each -> each));
    return ids.stream()
        .collect(Collectors.toMap(id -> id, id -> Optional.ofNullable(found.get(id))));
  }

  /** They are about to be asked for: those that are not known are read together. */
  void ready(Collection<ClaimedDelivery> deliveries) {
    Set<EndpointId> wanted =
        deliveries.stream().map(ClaimedDelivery::endpoint).collect(Collectors.toSet());
    Map<EndpointId, Optional<Endpoint>> unused = endpoints.getAll(wanted);
  }

  /** Empty when the tenant has no such endpoint. */
  Optional<Endpoint> find(TenantId tenant, EndpointId endpoint) {
    return endpoints.get(endpoint).filter(found -> found.tenant().equals(tenant));
  }
}
