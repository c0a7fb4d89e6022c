package dev.postern.adminui.deliveries;

import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.Tone;
import dev.postern.adminui.wording.ReasonWords;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointStatus;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.AttemptOutcome;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/** Says in plain words what states, reasons and outcomes mean. */
public final class DeliveryWords {
  private DeliveryWords() {}

  /** A word and how it is meant. */
  public record State(String word, Tone tone) {
    StatusBadge badge() {
      return new StatusBadge(word, tone);
    }
  }

  public static StatusBadge badge(Delivery delivery) {
    return state(delivery).badge();
  }

  /** Held is a state of its own to a reader. */
  public static State state(Delivery delivery) {
    return held(delivery) ? new State("held", Tone.WARN) : state(delivery.status());
  }

  private static State state(DeliveryStatus status) {
    return new State(
        status.word(),
        switch (status) {
          case DELIVERED -> Tone.GOOD;
          case PENDING, SENDING -> Tone.BUSY;
          case RETRYING -> Tone.WARN;
          case DEAD -> Tone.BAD;
          case CANCELLED -> Tone.MUTED;
        });
  }

  /** Active, but failing at this moment, is a state of its own to a reader. */
  public static StatusBadge badge(Endpoint endpoint) {
    return endpoint.state().status() == EndpointStatus.ACTIVE
            && endpoint.state().consecutiveFailures() > 0
        ? new StatusBadge("failing", Tone.WARN)
        : badge(endpoint.state().status());
  }

  private static StatusBadge badge(EndpointStatus status) {
    return switch (status) {
      case ACTIVE -> new StatusBadge("active", Tone.GOOD);
      case SUSPENDED -> new StatusBadge("suspended", Tone.BAD);
      case DISABLED -> new StatusBadge("disabled", Tone.MUTED);
    };
  }

  public static StatusBadge badge(AttemptOutcome outcome) {
    return new StatusBadge(
        outcome.word().replace('_', ' '),
        outcome == AttemptOutcome.DELIVERED ? Tone.GOOD : Tone.BAD);
  }

  private static boolean held(Delivery delivery) {
    String reason = delivery.statusReason();
    return !delivery.status().over() && reason != null && reason.startsWith("endpoint_");
  }

  /** One sentence on where the delivery stands. */
  public static String sentence(Delivery delivery) {
    String tried =
        delivery.attemptCount() == 1 ? "1 attempt" : delivery.attemptCount() + " attempts";
    return switch (delivery.status()) {
      case PENDING ->
          held(delivery)
              ? ReasonWords.because(delivery.statusReason())
              : "Waiting for its first attempt.";
      case SENDING -> "Being sent at this moment.";
      case RETRYING ->
          "Failed so far ("
              + tried
              + ")"
              + (delivery.nextAttemptAt() == null
                  ? "."
                  : "; the next attempt is due " + Times.minute(delivery.nextAttemptAt()) + ".");
      case DELIVERED -> "The receiver accepted it after " + tried + ".";
      case DEAD ->
          "Given up after "
              + tried
              + ". "
              + ReasonWords.because(delivery.statusReason())
              + (delivery.statusDetail() == null ? "" : " " + delivery.statusDetail());
      case CANCELLED -> "It will not be sent. " + ReasonWords.because(delivery.statusReason());
    };
  }

  /** What happened, for somebody who has never read an RFC. */
  public static String sentence(Attempt attempt) {
    Attempt.Response response = attempt.response();
    return switch (attempt.outcome()) {
      case DELIVERED -> "The receiver answered " + status(response) + ".";
      case HTTP_ERROR -> "The receiver answered " + status(response) + meaning(response);
      case TIMEOUT -> "The receiver did not finish its answer in time.";
      case CONNECT_ERROR -> "No connection: nobody listens there, or a firewall drops it.";
      case DNS_ERROR -> "The host name could not be resolved.";
      case TLS_ERROR -> "The TLS handshake failed: look at the receiver's certificate.";
      case BLOCKED -> "Postern did not send it: the address is not allowed.";
      case RESET -> "The receiver closed the connection in the middle.";
      case TOO_SLOW -> "The receiver answered too slowly.";
    };
  }

  private static String status(Attempt.@Nullable Response response) {
    return response == null ? "nothing" : String.valueOf(response.status());
  }

  private static String meaning(Attempt.@Nullable Response response) {
    int status = response == null ? 0 : response.status();
    if (status >= 300 && status < 400) {
      return ": a redirect, which is never followed. Register the final URL.";
    }
    return switch (status) {
      case 401, 403 -> ": it refuses the request. Check its credentials and signature check.";
      case 404 -> ": there is nothing at this path.";
      case 410 -> ": it wants nothing more.";
      case 413 -> ": the payload is too large for it.";
      case 429 -> ": it wants to be called less often.";
      default -> status >= 500 ? ": it failed by itself." : ".";
    };
  }

  /** The refusal of a retry or cancellation that came too late. */
  static ProblemException late(String what) {
    return ProblemException.conflict("delivery_moved", what);
  }
}
