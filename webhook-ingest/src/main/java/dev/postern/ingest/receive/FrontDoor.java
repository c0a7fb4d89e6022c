package dev.postern.ingest.receive;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.pause.PauseBoard;
import dev.postern.ingest.config.IngestConfig;
import dev.postern.ingest.network.ClientAddress;
import dev.postern.ingest.network.TrustedProxies;
import dev.postern.ingest.pipeline.Call;
import dev.postern.ingest.source.LiveSource;
import jakarta.inject.Inject;

/** Where this node stands: whether it takes webhooks in, under which URL, behind which proxies. */
@Service
public class FrontDoor {
  private final boolean open;
  private final String base;
  private final TrustedProxies proxies;
  private final PauseBoard pauses;

  @Inject
  public FrontDoor(PlatformConfig node, IngestConfig config, PauseBoard pauses) {
    this.pauses = pauses;
    this.open = node.roles().contains(PlatformConfig.NodeRole.INGEST);
    this.base = node.publicUrl() + "/in/";
    this.proxies = config.proxies();
  }

  /** False on a node without the role {@code ingest}: there is nothing at this path. */
  boolean open() {
    return open;
  }

  /** Somebody has stopped the intake for a while: the provider is to come again. */
  boolean paused(LiveSource source) {
    return pauses.stopsIntake(source.tenant().uuid(), source.id().uuid());
  }

  /** With the URL that providers were given: behind a proxy the connection's own is another. */
  Call call(Arrival arrival) {
    String url = base + arrival.token() + (arrival.query() == null ? "" : "?" + arrival.query());
    return new Call(
        arrival.method(),
        url,
        arrival.headers(),
        ClientAddress.of(arrival.peer(), arrival.headers()::all, proxies),
        arrival.length(),
        System.nanoTime());
  }
}
