package dev.postern.outbound.auth;

import dev.postern.outbound.send.AttemptOutcome;
import org.jspecify.annotations.Nullable;

/** Whether a request can be made with what its receiver asks for. */
public sealed interface Permit {
  /**
   * @param authorization the field's value; null: the receiver asks for none
   */
  record Granted(@Nullable String authorization) implements Permit {
    /** Never prints a credential. */
    @Override
    public String toString() {
      return "Granted";
    }
  }

  /** No token was to be had: what came of asking stands for the attempt. */
  record Denied(AttemptOutcome outcome) implements Permit {}
}
