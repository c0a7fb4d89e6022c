package dev.postern.ingest.handover;

import java.time.Duration;

/**
 * Somebody a webhook is handed to.
 *
 * @param name its outcomes are recorded under
 * @param limit how long it may take
 * @param transactional whether a transaction is open around the taking
 */
record Recipient(String name, Duration limit, boolean transactional, Taking taking) {
  /** Whether it is code of the application: nobody knows how long that takes. */
  boolean handler() {
    return !name.equals(Recipients.PUBLISH);
  }

  /** What the recipient does with it; an exception is a failure. */
  @FunctionalInterface
  interface Taking {
    void take(Claimed claimed, Cargo cargo) throws Exception;
  }
}
