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

  /**
   * As it was sent; values of custom headers that may be credentials are masked.
   *
   * @param body at most {@value #MOST_SHOWN} characters: all of what was published, not all of what
   *     was received and forwarded
   */
  public record Request(Map<String, String> headers, String body, boolean bodyTruncated) {
    public static final int MOST_SHOWN = 300_000;

    public Request(Map<String, String> headers, String body) {
      this(headers, shown(body, MOST_SHOWN), body.length() > MOST_SHOWN);
    }

    /** So much of the body that one who reads it sees whether there was more. */
    public static String kept(String body) {
      return shown(body, MOST_SHOWN + 2);
    }

    private static String shown(String body, int most) {
      if (body.length() <= most) {
        return body;
      }
      boolean splitsPair = Character.isHighSurrogate(body.charAt(most - 1));
      return body.substring(0, splitsPair ? most - 1 : most);
    }
  }

  /**
   * @param headers repeated ones joined by {@code ", "}
   * @param body at most 10,000 characters
   */
  public record Response(
      int status, Map<String, String> headers, @Nullable String body, boolean bodyTruncated) {}
}
