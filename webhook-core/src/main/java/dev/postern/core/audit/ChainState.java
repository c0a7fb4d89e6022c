package dev.postern.core.audit;

import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What a walk over a chain found. */
public sealed interface ChainState {

  /** Every link fits, and the last one is the one that the head names. */
  record Whole(long entries) implements ChainState {}

  /**
   * @param seq the first place that does not fit
   * @param words what is wrong there, for a person
   */
  record Broken(long seq, String words) implements ChainState {}

  /** Where a chain must end. */
  record Head(long length, Digest hash) {
    public static final Head EMPTY = new Head(0, Digest.START);
  }

  /** Follows a chain link by link; ask it for what is wrong after each. Not thread-safe. */
  final class Walk {
    private long expected = 1;
    private Digest previous = Digest.START;

    /** The entries must come by {@code seq}. */
    public Optional<Broken> next(AuditEntry entry) {
      if (entry.seq() != expected) {
        return Optional.of(
            new Broken(
                expected,
                "Entry " + expected + " is missing; the next one is " + entry.seq() + "."));
      }
      if (!entry.previousHash().equals(previous)) {
        return Optional.of(
            new Broken(expected, "Entry " + expected + " does not follow from the one before it."));
      }
      // The hash knows milliseconds; a finer time is nobody's but who altered it.
      if (!Digest.of(entry).equals(entry.hash())
          || !entry.at().equals(entry.at().truncatedTo(ChronoUnit.MILLIS))) {
        return Optional.of(
            new Broken(expected, "Entry " + expected + " was altered: its hash does not fit."));
      }
      expected++;
      previous = entry.hash();
      return Optional.empty();
    }

    /**
     * @param last the highest number that any row of the chain bears
     */
    public ChainState end(Head head, long last) {
      long seen = expected - 1;
      if (seen < head.length()) {
        return new Broken(
            expected,
            "The chain ends at entry " + seen + ", but " + head.length() + " were written.");
      }
      if (last > head.length() || !previous.equals(head.hash())) {
        return new Broken(
            head.length() + 1, "What stands after entry " + head.length() + " is not Postern's.");
      }
      return new Whole(seen);
    }
  }
}
