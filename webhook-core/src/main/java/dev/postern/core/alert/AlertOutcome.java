package dev.postern.core.alert;

/** What became of telling somebody. Details are one sentence and hold no credential. */
public sealed interface AlertOutcome {
  /** The target took it. */
  record Sent() implements AlertOutcome {}

  /** The target will not take it, however often it is asked. */
  record Refused(String detail) implements AlertOutcome {}

  /** Worth another try later. */
  record Away(String detail) implements AlertOutcome {}
}
