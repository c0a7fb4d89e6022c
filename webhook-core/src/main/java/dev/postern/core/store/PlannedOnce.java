package dev.postern.core.store;

/**
 * For statements that take sets as arrays and run all the time: PostgreSQL would plan them anew for
 * each set, which costs more than their work (2 ms beside 0.9 ms for a claim of fourteen
 * deliveries), since a plan for an unknown set always looks dearer to it than the one for a known.
 *
 * <p>The one plan may be made while a table (that of a new week) is still empty, and is kept while
 * it fills: so it must be the plan for a large one. Only for statements that find their rows by an
 * index, and that say so apart from any join: {@code id = any(?)}.
 */
public final class PlannedOnce {
  private static final String FOR_LARGE_TABLES =
      """
      select set_config('plan_cache_mode', 'force_generic_plan', true),
             set_config('enable_seqscan', 'off', true)
      """;

  private PlannedOnce() {}

  /** From here to the end of the open transaction. */
  public static void within(Database database) {
    switch (database.dialect()) {
      case POSTGRESQL -> database.query(FOR_LARGE_TABLES, row -> true);
      case H2 -> {
        // Plans by the statement, never by the values.
      }
    }
  }
}
