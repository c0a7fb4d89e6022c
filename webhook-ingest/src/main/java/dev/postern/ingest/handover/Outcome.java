package dev.postern.ingest.handover;

/** What became of a webhook at one recipient in one try. */
sealed interface Outcome {
  /**
   * @param overran it took longer than it may, but ended well
   */
  record Done(long millis, boolean overran) implements Outcome {}

  /** Rolled back. */
  record Failed(String error, Kind kind, long millis) implements Outcome {}

  /** Another node has it now: whatever was done here was rolled back. */
  record LeaseLost() implements Outcome {}

  /** Why it failed, as far as it matters for what comes next. */
  enum Kind {
    ERROR,
    OVERRAN,
    /** Trying again is of no use. */
    HOPELESS
  }
}
