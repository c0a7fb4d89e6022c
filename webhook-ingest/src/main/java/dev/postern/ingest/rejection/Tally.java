package dev.postern.ingest.rejection;

import dev.postern.core.id.RejectionId;
import java.time.Instant;

/**
 * Refusals of one kind that become one row.
 *
 * @param told whose diagnosis and user agent stand for all
 * @param opened when the first came
 * @param progress how far the row is behind the count
 */
record Tally(
    RejectionId id, RefusedCall told, Instant opened, Instant last, int count, Progress progress) {

  /** What the row knows. */
  enum Progress {
    NEW,
    CHANGED,
    SAVED
  }

  static Tally open(RejectionId id, RefusedCall call) {
    return new Tally(id, call, call.at(), call.at(), 1, Progress.NEW);
  }

  Tally plusOne(Instant at) {
    return plusOne(at, told);
  }

  /** Another one, by which the kind is to be known from now on. */
  Tally plusOne(RefusedCall call) {
    return plusOne(call.at(), call);
  }

  private Tally plusOne(Instant at, RefusedCall by) {
    return new Tally(
        id,
        by,
        opened,
        at.isAfter(last) ? at : last,
        count == Integer.MAX_VALUE ? count : count + 1,
        progress == Progress.NEW ? Progress.NEW : Progress.CHANGED);
  }

  /** After {@code written} of these were written. */
  Tally saved(int written) {
    return new Tally(
        id, told, opened, last, count, count == written ? Progress.SAVED : Progress.CHANGED);
  }
}
