package dev.postern.outbound.dispatch;

import java.time.Duration;

/** Word from other nodes that there is something to claim. */
public interface Notifications {
  String CHANNEL = "postern_deliveries";

  /**
   * @throws dev.postern.core.store.StoreException there is nobody to listen to at present
   */
  Listening open();

  /** For one thread; closing it from another ends the wait. */
  interface Listening extends AutoCloseable {
    /**
     * True when there was word within that time.
     *
     * @throws dev.postern.core.store.StoreException the connection is gone
     */
    boolean heard(Duration within);

    @Override
    void close();
  }
}
