package dev.postern.outbound.settle;

import java.util.List;

/** Stores what attempts came to. Thread-safe. */
@FunctionalInterface
public interface ResultStore {

  /** All or nothing; may be repeated after a failure whose outcome is unknown. */
  Settled settle(List<Settlement> batch);
}
