package dev.postern.outbound.send;

/**
 * Nothing was sent, and the receiver has no part in it: this node had no room. To be tried again,
 * and no attempt.
 */
public final class NotSentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient AttemptOutcome outcome;

  /**
   * @param outcome for a person who is waiting to be told
   */
  public NotSentException(AttemptOutcome outcome) {
    super(outcome.detail());
    this.outcome = outcome;
  }

  /** As it would be told if it were an attempt. */
  public AttemptOutcome outcome() {
    return outcome;
  }
}
