package dev.postern.ingest.figures;

/**
 * Requests of one kind, added up.
 *
 * @param micros their processing times together
 * @param maxMicros the longest
 */
public record Figure(long requests, long micros, long maxMicros) {
  static final Figure NONE = new Figure(0, 0, 0);

  public Figure plus(Figure other) {
    return new Figure(
        requests + other.requests, micros + other.micros, Math.max(maxMicros, other.maxMicros));
  }
}
