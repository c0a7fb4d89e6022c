package dev.postern.outbound.send;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one attempt.
 *
 * @param outcome the class of the result
 * @param detail one sentence for a person
 * @param reply what was answered, as far as it got; present for every {@code delivered}
 * @param timings how long it took
 * @param retryAfter how long a non-2xx answer asks to wait, 24 hours at most
 */
public record AttemptOutcome(
    Outcome outcome,
    String detail,
    Optional<Reply> reply,
    Timings timings,
    Optional<Duration> retryAfter) {

  /** The answer's status, when there was one. */
  public Optional<Integer> status() {
    return reply.map(Reply::status);
  }
}
