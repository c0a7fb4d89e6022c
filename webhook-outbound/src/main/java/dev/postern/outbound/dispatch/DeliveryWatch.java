package dev.postern.outbound.dispatch;

import dev.postern.outbound.settle.Settlement;
import java.time.Duration;

/** Counts what the engine does, for those who run it. Thread-safe; returns at once. */
interface DeliveryWatch {
  /**
   * A first attempt begins.
   *
   * @param lag since the event was accepted
   */
  void begun(Duration lag);

  void settled(Settlement settlement);

  /** Somebody else had taken its lease: the result was dropped. */
  void leaseLost();
}
