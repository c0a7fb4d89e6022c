package dev.postern.core.alert;

import dev.postern.core.Service;
import org.eclipse.microprofile.faulttolerance.ExecutionContext;
import org.eclipse.microprofile.faulttolerance.FallbackHandler;

/** When all tries failed, or the breaker let none through: later. */
@Service
public class AlertLater implements FallbackHandler<AlertOutcome> {
  @Override
  public AlertOutcome handle(ExecutionContext context) {
    return context.getFailure() instanceof AlertAwayException away
        ? new AlertOutcome.Away(String.valueOf(away.getMessage()))
        : new AlertOutcome.Away("It failed so often that it is left alone for half a minute.");
  }
}
