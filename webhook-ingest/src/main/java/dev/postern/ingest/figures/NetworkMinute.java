package dev.postern.ingest.figures;

import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import java.time.Instant;
import java.util.Comparator;

/**
 * A network in a minute of a source.
 *
 * @param network in CIDR notation, or {@link NetworkFailures#OTHERS}
 */
record NetworkMinute(TenantId tenant, SourceId source, Instant start, String network)
    implements Comparable<NetworkMinute> {
  // In one order, so that no two nodes wait for each other.
  private static final Comparator<NetworkMinute> ORDER =
      Comparator.comparing((NetworkMinute it) -> it.source().uuid())
          .thenComparing(NetworkMinute::start)
          .thenComparing(NetworkMinute::network);

  NetworkMinute in(String other) {
    return new NetworkMinute(tenant, source, start, other);
  }

  @Override
  public int compareTo(NetworkMinute other) {
    return ORDER.compare(this, other);
  }
}
