package dev.postern.bench.faults;

/** What is judged. */
enum Criterion {
  /** Nothing that was acknowledged is lost. */
  L,
  /** Duplicates only of what was in flight at the fault, under the same {@code webhook-id}. */
  D,
  /** What was in flight goes out again within a lease and a poll. */
  R,
  /** Healthy endpoints' p99 is at most twice the baseline's. */
  F,
  /** In the end every delivery is terminal or scheduled. */
  T,
  /** What the scenario itself demands besides. */
  X
}
