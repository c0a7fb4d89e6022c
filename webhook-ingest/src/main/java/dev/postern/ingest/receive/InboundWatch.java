package dev.postern.ingest.receive;

/**
 * Sees every request when its answer is decided, on the request's own thread: be quick, never
 * throw, never wait.
 */
@FunctionalInterface
public interface InboundWatch {
  void seen(Sighting sighting);

  /** One that is of no source, or of none that could be looked up. */
  default void seenOfNobody(String outcome) {}
}
