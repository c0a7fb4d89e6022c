package dev.postern.ingest.figures;

import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** What a figure is of; ordered, so that nodes take their locks in one order. */
record Bucket(TenantId tenant, SourceId source, Span span, Instant start, String outcome)
    implements Comparable<Bucket> {
  private static final Comparator<Bucket> ORDER =
      Comparator.<Bucket, java.util.UUID>comparing(bucket -> bucket.source().uuid())
          .thenComparing(Bucket::span)
          .thenComparing(Bucket::start)
          .thenComparing(Bucket::outcome);

  /** How long a bucket is, and how long it is kept. */
  enum Span {
    MINUTE(Duration.ofMinutes(1), Duration.ofHours(3)),
    HOUR(Duration.ofHours(1), Duration.ofDays(35));

    private final Duration length;
    private final Duration kept;

    Span(Duration length, Duration kept) {
      this.length = length;
      this.kept = kept;
    }

    Instant start(Instant at) {
      long millis = length.toMillis();
      return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), millis) * millis);
    }

    int minutes() {
      return (int) length.toMinutes();
    }

    Duration kept() {
      return kept;
    }
  }

  Bucket hour() {
    return new Bucket(tenant, source, Span.HOUR, Span.HOUR.start(start), outcome);
  }

  @Override
  public int compareTo(Bucket other) {
    return ORDER.compare(this, other);
  }
}
