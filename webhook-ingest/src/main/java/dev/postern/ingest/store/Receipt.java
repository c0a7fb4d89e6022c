package dev.postern.ingest.store;

import dev.postern.core.id.ReceivedId;

/** What the database made of one webhook. */
public sealed interface Receipt {
  /** New, and now stored under its own id. */
  record Stored(ReceivedId id) implements Receipt {}

  /**
   * Known already.
   *
   * @param sameBody false when this copy's bytes differ from the first's
   */
  record Duplicate(ReceivedId first, boolean sameBody) implements Receipt {}
}
