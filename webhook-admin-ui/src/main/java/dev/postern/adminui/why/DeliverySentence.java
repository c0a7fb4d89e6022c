package dev.postern.adminui.why;

import dev.postern.adminui.deliveries.DeliveryWords;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.wording.ReasonWords;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.AttemptOutcome;
import dev.postern.outbound.ledger.Delivery;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says in one or two sentences where a delivery is, why, and what happens next. Pure.
 *
 * @param last its last attempt, if there was one
 * @param endpoint null when it was deleted
 */
record DeliverySentence(Delivery delivery, @Nullable Attempt last, @Nullable Endpoint endpoint) {

  String at(Instant now) {
    return switch (delivery.status()) {
      case DELIVERED -> delivered();
      case SENDING -> "Attempt " + (delivery.attemptCount() + 1) + " is being made at this moment.";
      case PENDING -> held() ? tried() + heldSentence() : waiting("It has not been tried yet", now);
      case RETRYING -> waiting(failed(), now);
      case DEAD -> "Given up after " + attempts() + ": " + outcome() + why() + detail();
      case CANCELLED ->
          "It was cancelled after " + attempts() + ". " + ReasonWords.because(reason());
    };
  }

  private String delivered() {
    if (last == null) {
      return "Delivered; the record of its attempts is older than what is kept.";
    }
    return "Delivered at "
        + Times.clock(last.startedAt())
        + " on attempt "
        + last.number()
        + ": "
        + outcome()
        + " after "
        + last.timings().total().toMillis()
        + " ms.";
  }

  private String waiting(String so, Instant now) {
    String head = so.endsWith(".") ? so.substring(0, so.length() - 1) : so;
    return switch (reason()) {
      case "rate_limited" -> head + "; its turn comes within the endpoint's rate limit.";
      case "circuit_open" ->
          head + "; the endpoint keeps failing, so only single probes are sent until one succeeds.";
      case "waiting_for_earlier" ->
          head + "; it waits until the earlier event of the same ordering key is over.";
      default -> head + due(now);
    };
  }

  private String due(Instant now) {
    Instant next = delivery.nextAttemptAt();
    if (next == null) {
      return "; it is in the queue.";
    }
    return next.isAfter(now)
        ? "; waiting for the retry at "
            + Times.clock(next)
            + " (in "
            + Times.rough(Duration.between(now, next))
            + ")."
        : "; it is due now.";
  }

  private String failed() {
    return "Failed " + attempts().replace("attempt", "time") + ", last: " + outcome() + ".";
  }

  private String tried() {
    return delivery.attemptCount() == 0 ? "" : failed() + " ";
  }

  private String heldSentence() {
    String since =
        endpoint == null || endpoint.state().suspendedAt() == null
            ? ""
            : " since " + Times.clock(endpoint.state().suspendedAt());
    return switch (reason()) {
      case "endpoint_suspended" ->
          "Held because the endpoint is suspended" + since + ". It goes out when it is re-enabled.";
      default ->
          endpoint != null && "gone".equals(endpoint.state().statusReason())
              ? "Held because the receiver answered 410 (gone), which disabled the endpoint. It"
                  + " goes out when it is enabled."
              : "Held because a person disabled the endpoint. It goes out when it is enabled.";
    };
  }

  private String why() {
    return switch (reason()) {
      case "client_error" -> ". The receiver kept refusing the request.";
      case "attempts_exhausted" -> ". No attempts are left.";
      case "gone" -> ". The receiver wants nothing more.";
      default -> ". " + ReasonWords.because(reason());
    };
  }

  private String detail() {
    String detail = delivery.statusDetail();
    return detail == null ? "" : " " + detail;
  }

  private String outcome() {
    Attempt made = last;
    if (made == null) {
      return "its attempts are no longer kept";
    }
    Attempt.Response response = made.response();
    boolean answered =
        made.outcome() == AttemptOutcome.DELIVERED || made.outcome() == AttemptOutcome.HTTP_ERROR;
    if (answered && response != null) {
      return "the receiver answered " + response.status();
    }
    String sentence = DeliveryWords.sentence(made);
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1, sentence.length() - 1);
  }

  private String attempts() {
    return delivery.attemptCount() == 1 ? "1 attempt" : delivery.attemptCount() + " attempts";
  }

  private boolean held() {
    return reason().startsWith("endpoint_");
  }

  private String reason() {
    String reason = delivery.statusReason();
    return reason == null ? "" : reason;
  }
}
