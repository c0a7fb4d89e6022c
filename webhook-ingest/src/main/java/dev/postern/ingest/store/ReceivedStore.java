package dev.postern.ingest.store;

import java.util.List;

/**
 * Where verified webhooks are kept, each event of a source once. Thread-safe; several nodes may
 * call at once.
 */
@FunctionalInterface
public interface ReceivedStore {
  /**
   * Takes a batch, all or nothing; receipts in the order of the batch. Copies of one event inside
   * the batch count as duplicates of the first. Taking the same {@code id} again after an unknown
   * outcome is harmless. Must run in a transaction; nothing counts before its commit.
   */
  List<Receipt> take(List<NewReceived> batch);
}
