package dev.postern.ingest.handover;

/**
 * One webhook on its way to its recipients.
 *
 * @param only whether there is one recipient: its success settles the webhook
 */
record Trip(Claimed claimed, Cargo cargo, boolean only) {
  /** What is recorded about a publication alone would be one more row for every webhook. */
  boolean records(Recipient to) {
    return !only || !to.name().equals(Recipients.PUBLISH) || claimed.attempt() > 1;
  }
}
