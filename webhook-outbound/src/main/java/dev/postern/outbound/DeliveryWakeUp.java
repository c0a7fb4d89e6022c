package dev.postern.outbound;

/**
 * Tells the delivery engine of every node that there is something to claim. Called after the commit
 * that put it there, with no transaction open; returns at once and never throws. A lost wake-up
 * costs one poll interval. Thread-safe.
 */
public interface DeliveryWakeUp {
  void deliveriesWaiting();
}
