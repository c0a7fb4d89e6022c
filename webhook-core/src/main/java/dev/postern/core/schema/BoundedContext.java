package dev.postern.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import java.time.Duration;

/**
 * One judgement that comes to an end. A schema whose references branch ({@code allOf} of twice the
 * same, over and over) doubles the work with every level, in the schema or in the value; so the
 * keywords that are tried are counted, and the time is looked at. Confined to its thread.
 */
final class BoundedContext extends ExecutionContext {
  /** What a schema may try whatever the value, and what more for each place of the value. */
  private static final int STEPS = 100_000;

  private static final int STEPS_PER_PLACE = 50;
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int LOOK_AT_THE_CLOCK = 0xFFF;

  private final long start = System.nanoTime();
  private long left;

  BoundedContext(JsonNode value) {
    left = STEPS + (long) STEPS_PER_PLACE * places(value);
  }

  /** The library comes by here once for each keyword that it tries at a place. */
  @Override
  public void evaluationPathAddLast(String keyword) {
    left--;
    boolean late = (left & LOOK_AT_THE_CLOCK) == 0 && System.nanoTime() - start > LONGEST.toNanos();
    if (left < 0 || late) {
      throw new TooMuchWorkException();
    }
    super.evaluationPathAddLast(keyword);
  }

  private static long places(JsonNode value) {
    long places = 1;
    for (JsonNode inner : value) {
      places += places(inner);
    }
    return places;
  }

  /** The judgement was given up. */
  static final class TooMuchWorkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuchWorkException() {
      super("The schema tries too many combinations", null, false, false);
    }
  }
}
