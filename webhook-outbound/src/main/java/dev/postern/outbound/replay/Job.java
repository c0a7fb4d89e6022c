package dev.postern.outbound.replay;

import dev.postern.core.id.JobId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.ledger.LedgerFilter;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries to be sent again.
 *
 * @param total what the filter matched when the job was made
 * @param completed how many of them have been dealt with: put into the queue, or found there
 * @param lastId the delivery it has come to
 * @param failures of its portions in a row
 * @param failureReason a sentence on the last of them; null: none failed since the last that did
 *     not
 */
public record Job(
    JobId id,
    TenantId tenant,
    Kind kind,
    Status status,
    LedgerFilter filter,
    long total,
    long completed,
    UUID lastId,
    int failures,
    @Nullable String failureReason,
    Instant createdAt,
    @Nullable Instant completedAt) {

  /** What it was asked for. */
  public enum Kind {
    REPLAY,
    BULK_RETRY
  }

  /** Where it is. */
  public enum Status {
    RUNNING,
    DONE,
    CANCELLED,
    FAILED
  }
}
