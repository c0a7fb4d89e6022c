package dev.postern.adminui.deliveries;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.Endpoints;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where the deliveries of one list went: read once in a while for the list and not once for each of
 * its rows. One user at a time.
 */
final class EndpointUrls {
  private static final String GONE = "deleted endpoint";

  /** A list may stay open for days. */
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final Endpoints endpoints;
  private final Supplier<TenantId> tenant;
  private final InstantSource time;
  private final Map<EndpointId, String> known = new HashMap<>();
  private Instant readAt = Instant.MIN;

  /**
   * @param tenant asked before each reading: rows are drawn after the list was made, and long after
   */
  EndpointUrls(Endpoints endpoints, Supplier<TenantId> tenant, InstantSource time) {
    this.endpoints = endpoints;
    this.tenant = tenant;
    this.time = time;
  }

  String of(EndpointId id) {
    Instant now = time.instant();
    if (readAt.isBefore(now.minus(KEPT))) {
      known.clear();
      for (Endpoint each :
          endpoints.list(tenant.get(), PageRequest.first(PageRequest.MAX_LIMIT)).data()) {
        known.put(each.id(), each.settings().url());
      }
      readAt = now;
    }
    return known.computeIfAbsent(
        id,
        missing ->
            endpoints
                .find(tenant.get(), missing)
                .map(endpoint -> endpoint.settings().url())
                .orElse(GONE));
  }
}
