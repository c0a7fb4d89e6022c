package dev.postern.ingest.receive;

import dev.postern.ingest.source.LiveSource;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;

/**
 * One request and what it came to.
 *
 * @param outcome one of the words of {@link InboundCounters}
 * @param took from the request's head to the decision
 */
public record Sighting(LiveSource source, InetAddress client, String outcome, Duration took) {
  public static final String ACCEPTED = "accepted";
  public static final String DUPLICATE = "duplicate";
  public static final String DIFFERING_DUPLICATE = "duplicate_differing";
  public static final String HANDSHAKE = "handshake";
  public static final String UNAVAILABLE = "unavailable";

  /** Codes of a signature, or its time, that was not good. */
  public static final Set<String> FAILURES =
      Set.of(
          "bad_signature",
          "missing_signature",
          "malformed_signature",
          "missing_timestamp",
          "malformed_timestamp",
          "stale_timestamp",
          "future_timestamp",
          "replayed");

  /** Somebody has stopped the intake for a while. */
  public static final String PAUSED = "paused";

  /** Whether the signature, or its time, was not good. */
  public boolean failed() {
    return FAILURES.contains(outcome);
  }

  /** Whether a new event came with it. What is a duplicate, somebody may have caught and copied. */
  public boolean accepted() {
    return outcome.equals(ACCEPTED);
  }
}
