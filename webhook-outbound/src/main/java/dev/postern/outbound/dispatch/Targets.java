package dev.postern.outbound.dispatch;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.Endpoints;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Endpoints as they were at most a second ago: one look-up for many deliveries. Thread-safe. */
@Service
public class Targets {
  private record Key(TenantId tenant, EndpointId endpoint) {}

  private final LoadingCache<Key, Optional<Endpoint>> endpoints;

  @Inject
  public Targets(Endpoints endpoints) {
    this.endpoints =
        Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build(key -> endpoints.find(key.tenant(), key.endpoint()));
  }

  Optional<Endpoint> find(TenantId tenant, EndpointId endpoint) {
    return endpoints.get(new Key(tenant, endpoint));
  }
}
