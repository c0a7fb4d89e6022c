package dev.postern.ingest.store;

import dev.postern.core.id.ReceivedId;

/** What the database made of one webhook. */
public sealed interface Receipt {
  /** New, and now stored under its own id. */
  record Stored(ReceivedId id) implements Receipt {}

  /**
   * Somebody used it before: its nonce came with another event, or it is a copy of a request whose
   * webhook was purged.
   */
  record Replayed(String detail) implements Receipt {}

  /** The secret that proved it was ended at another node before it came. */
  record SecretEnded() implements Receipt {}

  /** Its source was deleted meanwhile. */
  record SourceGone() implements Receipt {}

  /**
   * Known already.
   *
   * @param sameBody false when this copy's bytes differ from the first's
   */
  record Duplicate(ReceivedId first, boolean sameBody) implements Receipt {}
}
