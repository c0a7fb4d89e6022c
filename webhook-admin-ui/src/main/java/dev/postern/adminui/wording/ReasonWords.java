package dev.postern.adminui.wording;

import dev.postern.outbound.ledger.Cause;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in plain words why a delivery is where it is. */
public final class ReasonWords {
  private ReasonWords() {}

  /** A machine word as a sentence; unknown ones stay readable. */
  public static String because(@Nullable String reason) {
    if (reason == null) {
      return "";
    }
    return switch (reason) {
      case "endpoint_suspended" -> "Held because the endpoint is suspended.";
      case "endpoint_disabled" -> "Held because the endpoint is disabled.";
      case "gone" -> "The receiver answered 410: it wants nothing more.";
      case "skipped" -> "It was skipped when the endpoint came back.";
      case "cancelled_by_user" -> "A person cancelled it.";
      case "endpoint_deleted" -> "Its endpoint was deleted.";
      case "subscription_deleted" -> "Its subscription was deleted.";
      case "attempts_exhausted" -> "All attempts were used up.";
      case "client_error" -> "The receiver kept refusing the request.";
      case "interrupted" -> "Nodes stopped again and again while sending it.";
      case "unsendable" ->
          "It could not be sent: a usable secret, its event or its subscription is missing.";
      case "transformation_failed" ->
          "The subscription's transformation fails for this event: mend it, then retry.";
      case "rate_limited" -> "It waits for its turn within the endpoint's rate limit.";
      case "circuit_open" -> "The endpoint keeps failing: one probe at a time is sent.";
      case "waiting_for_earlier" -> "It waits until the earlier event of its ordering key is over.";
      default -> "Reason: " + reason.replace('_', ' ') + ".";
    };
  }

  /** What the last attempt came to, and why that was the end. */
  public static String cause(Cause cause) {
    return answer(cause) + because(cause.reason());
  }

  /** What most likely went wrong, without the code that stands beside it anyway. */
  public static String diagnosis(String code, String diagnosis) {
    String prefix = code + ": ";
    return diagnosis.startsWith(prefix) ? diagnosis.substring(prefix.length()) : diagnosis;
  }

  private static String answer(Cause cause) {
    if (cause.outcome() == null) {
      return "";
    }
    String word =
        cause.responseStatus() == null
            ? cause.outcome().word().replace('_', ' ')
            : "HTTP " + cause.responseStatus();
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + ". ";
  }
}
