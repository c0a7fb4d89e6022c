package dev.postern.ingest.receive;

/**
 * Sees every request of a known source when its answer is decided, on the request's own thread: be
 * quick, never throw, never wait.
 */
@FunctionalInterface
public interface InboundWatch {
  void seen(Sighting sighting);
}
