package dev.postern.outbound.ledger;

import dev.postern.core.id.AttemptId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request of a delivery and its answer.
 *
 * @param number from 1
 * @param response null when none came
 * @param detail a sentence for people
 */
public record Attempt(
    AttemptId id,
    int number,
    Instant startedAt,
    AttemptTimings timings,
    AttemptOutcome outcome,
    Request request,
    @Nullable Response response,
    @Nullable String detail) {

  /** As it was sent; values of custom headers that may be credentials are masked. */
  public record Request(Map<String, String> headers, String body) {}

  /**
   * @param headers repeated ones joined by {@code ", "}
   * @param body at most 10,000 characters
   */
  public record Response(
      int status, Map<String, String> headers, @Nullable String body, boolean bodyTruncated) {}
}
