package dev.postern.outbound.send;

import java.util.Optional;

/** What came of one exchange over an open connection. */
sealed interface Answer {

  /**
   * An answer that counts by its status.
   *
   * @param reusable whether the connection is in a state for another request
   */
  record Complete(Reply reply, boolean reusable) implements Answer {}

  /**
   * No answer that counts.
   *
   * @param reply as far as it got
   * @param silent closed without a single byte of an answer
   */
  record Broken(Outcome outcome, String detail, Optional<Reply> reply, boolean silent)
      implements Answer {}
}
