package dev.postern.ingest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a received webhook stands on its way onwards. */
public enum ReceivedStatus {
  /** Committed, waiting to be handed over. */
  RECEIVED,
  /** Being handed over by a node. */
  PROCESSING,
  /** Handed over, or there was nobody to hand it to. */
  PROCESSED,
  /** The last try failed; another is due. */
  RETRYING,
  /** Given up; it can be reprocessed. */
  DEAD;

  /** The word of the contract. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ReceivedStatus> of(String word) {
    return Arrays.stream(values()).filter(status -> status.word().equals(word)).findFirst();
  }
}
