package dev.postern.bench.run;

/**
 * One thing that is measured, several times. Made once, opened before its first round and closed
 * after its last.
 */
public interface Figure extends AutoCloseable {
  String name();

  String unit();

  default boolean moreIsBetter() {
    return true;
  }

  /** Sets up what all rounds share, and warms up. */
  default void open(Bench bench) throws Exception {}

  double measure(Bench bench) throws Exception;

  @Override
  default void close() throws Exception {}
}
