package dev.postern.ingest.figures;

import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import java.time.Instant;
import java.util.Comparator;

/**
 * One cell of the processing times; compared so that all nodes write in the same order.
 *
 * @param slot see {@link Latencies}
 */
record Slot(TenantId tenant, SourceId source, Bucket.Span span, Instant start, int slot)
    implements Comparable<Slot> {
  private static final Comparator<Slot> ORDER =
      Comparator.<Slot, java.util.UUID>comparing(slot -> slot.source().uuid())
          .thenComparing(Slot::span)
          .thenComparing(Slot::start)
          .thenComparing(Slot::slot);

  Slot hour() {
    return new Slot(tenant, source, Bucket.Span.HOUR, Bucket.Span.HOUR.start(start), slot);
  }

  @Override
  public int compareTo(Slot other) {
    return ORDER.compare(this, other);
  }
}
