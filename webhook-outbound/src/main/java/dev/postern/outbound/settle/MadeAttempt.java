package dev.postern.outbound.settle;

import dev.postern.core.id.AttemptId;
import dev.postern.core.signature.HeaderFields;
import dev.postern.outbound.send.AttemptOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that was made.
 *
 * @param requestHeaders as sent, values that may be credentials masked
 * @param requestBody where it is not the event's payload, else null
 */
public record MadeAttempt(
    AttemptId id,
    Instant startedAt,
    HeaderFields requestHeaders,
    @Nullable String requestBody,
    AttemptOutcome outcome) {

  public Instant endedAt() {
    return startedAt.plus(outcome.timings().total());
  }
}
