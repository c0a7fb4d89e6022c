package dev.postern.outbound.settle;

import dev.postern.core.id.AttemptId;
import dev.postern.core.signature.HeaderFields;
import dev.postern.outbound.send.AttemptOutcome;
import java.time.Instant;

/**
 * A request that was made.
 *
 * @param requestHeaders as sent, values that may be credentials masked
 */
public record MadeAttempt(
    AttemptId id, Instant startedAt, HeaderFields requestHeaders, AttemptOutcome outcome) {

  public Instant endedAt() {
    return startedAt.plus(outcome.timings().total());
  }
}
