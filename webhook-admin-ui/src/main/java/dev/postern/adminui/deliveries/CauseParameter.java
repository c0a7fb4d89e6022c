package dev.postern.adminui.deliveries;

import dev.postern.outbound.ledger.AttemptOutcome;
import dev.postern.outbound.ledger.Cause;
import java.util.Arrays;
import java.util.Optional;

/** How a cause stands in an address: {@code attempts_exhausted.http_error.503}. */
public final class CauseParameter {
  private CauseParameter() {}

  public static String of(Cause cause) {
    return cause.reason()
        + "."
        + (cause.outcome() == null ? "" : cause.outcome().word())
        + "."
        + (cause.responseStatus() == null ? "" : cause.responseStatus());
  }

  static Optional<Cause> parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3 || !parts[2].matches("(?:[1-9][0-9]{2})?")) {
      return Optional.empty();
    }
    AttemptOutcome outcome =
        Arrays.stream(AttemptOutcome.values())
            .filter(known -> known.word().equals(parts[1]))
            .findFirst()
            .orElse(null);
    return Optional.of(
        new Cause(parts[0], outcome, parts[2].isEmpty() ? null : Integer.valueOf(parts[2])));
  }
}
