package dev.postern.ingest;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a received webhook at one recipient.
 *
 * @param recipient a handler's name, or {@code publish} for the tenant's subscribers
 * @param attempts how often it was given it
 * @param error of the last try, when it failed
 * @param durationMs of the last try
 */
public record HandoverOutcome(
    String recipient,
    Status status,
    int attempts,
    @Nullable String error,
    long durationMs,
    Instant recordedAt) {

  /** How far it is. */
  public enum Status {
    DONE,
    /** To be tried again, unless the webhook is dead. */
    FAILED,
    /** The handler said that trying again is of no use. */
    REFUSED;

    /** The word of the contract. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
