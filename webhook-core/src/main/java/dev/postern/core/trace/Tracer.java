package dev.postern.core.trace;

import java.util.Optional;

/**
 * Makes the steps of a trace known to whoever collects them. Thread-safe; never fails, never waits
 * for a collector.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/trace/api/">OpenTelemetry, tracing API</a>
 */
public interface Tracer {

  /** Which side of a request a step is. */
  enum Kind {
    SERVER,
    CLIENT
  }

  /**
   * @param name few different ones: no ids, no URLs
   * @param parent empty: whoever collects may let a trace begin here
   */
  Span begin(String name, Kind kind, Optional<TraceParent> parent);

  /** Nobody collects: contexts go on as they came, with a step for whoever is asked next. */
  static Tracer none() {
    return (name, kind, parent) -> new Untold(parent.map(TraceParent::step));
  }

  /** One step, until it is closed. Confined to its thread. */
  interface Span extends AutoCloseable {

    /** What the next one is told as its parent; empty outside of any trace. */
    Optional<TraceParent> context();

    /** Names are those of OpenTelemetry's semantic conventions. */
    void set(String attribute, String value);

    void set(String attribute, long value);

    /**
     * It did not get what it wanted.
     *
     * @param type one of few words, or a status code
     */
    void failed(String type);

    @Override
    void close();
  }
}
