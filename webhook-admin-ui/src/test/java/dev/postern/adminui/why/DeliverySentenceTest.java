package dev.postern.adminui.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.AttemptId;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.endpoint.Circuit;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.EndpointState;
import dev.postern.outbound.endpoint.EndpointStatus;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.AttemptOutcome;
import dev.postern.outbound.ledger.AttemptTimings;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliverySentenceTest {
  private static final Instant NOW = Instant.parse("2026-05-03T14:00:00Z");
  private static final UUID ID = new UUID(0x0199_0000_0000_7000L, 1);

  @Test
  void a_delivery_that_waits_names_the_time_of_its_retry_and_the_last_answer() {
    assertThat(said(DeliveryStatus.RETRYING, null, 2, NOW.plusSeconds(300), answered(503)))
        .isEqualTo(
            "Failed 2 times, last: the receiver answered 503; waiting for the retry at"
                + " 14:05:00 UTC on 3 May (in 5 min).");
  }

  @Test
  void a_dead_one_says_after_how_many_attempts_and_with_which_answer() {
    assertThat(said(DeliveryStatus.DEAD, "attempts_exhausted", 10, null, answered(503)))
        .isEqualTo("Given up after 10 attempts: the receiver answered 503. No attempts are left.");
  }

  @Test
  void a_held_one_says_what_lets_it_go() {
    assertThat(said(DeliveryStatus.PENDING, "endpoint_suspended", 0, null, null))
        .isEqualTo("Held because the endpoint is suspended. It goes out when it is re-enabled.");
    assertThat(said(DeliveryStatus.PENDING, "endpoint_suspended", 2, null, answered(503)))
        .isEqualTo(
            "Failed 2 times, last: the receiver answered 503. Held because the endpoint is"
                + " suspended. It goes out when it is re-enabled.");
  }

  @Test
  void what_is_held_for_a_disabled_endpoint_says_whether_a_person_or_a_410_did_it() {
    assertThat(said(DeliveryStatus.PENDING, "endpoint_disabled", 0, null, null, disabled("gone")))
        .isEqualTo(
            "Held because the receiver answered 410 (gone), which disabled the endpoint. It goes"
                + " out when it is enabled.");
    assertThat(said(DeliveryStatus.PENDING, "endpoint_disabled", 0, null, null, disabled(null)))
        .isEqualTo("Held because a person disabled the endpoint. It goes out when it is enabled.");
  }

  @Test
  void what_waits_for_its_turn_does_not_blame_the_receiver() {
    assertThat(said(DeliveryStatus.PENDING, "rate_limited", 0, null, null))
        .isEqualTo("It has not been tried yet; its turn comes within the endpoint's rate limit.");
    assertThat(said(DeliveryStatus.PENDING, "waiting_for_earlier", 0, null, null))
        .contains("earlier event of the same ordering key");
  }

  @Test
  void an_attempt_without_an_answer_is_told_in_plain_words() {
    Attempt timedOut = attempt(AttemptOutcome.TIMEOUT, null);
    assertThat(said(DeliveryStatus.DEAD, "attempts_exhausted", 1, null, timedOut))
        .isEqualTo(
            "Given up after 1 attempt: the receiver did not finish its answer in time. No attempts"
                + " are left.");
  }

  private static String said(
      DeliveryStatus status,
      @Nullable String reason,
      int attempts,
      @Nullable Instant next,
      @Nullable Attempt last) {
    return said(status, reason, attempts, next, last, null);
  }

  private static String said(
      DeliveryStatus status,
      @Nullable String reason,
      int attempts,
      @Nullable Instant next,
      @Nullable Attempt last,
      @Nullable Endpoint endpoint) {
    Delivery delivery =
        new Delivery(
            new DeliveryId(ID),
            new TenantId(ID),
            new EventId(ID),
            "invoice.paid",
            new EndpointId(ID),
            new SubscriptionId(ID),
            status,
            reason,
            null,
            attempts,
            next,
            NOW.minusSeconds(600),
            null);
    return new DeliverySentence(delivery, last, endpoint).at(NOW);
  }

  private static Attempt answered(int status) {
    return attempt(AttemptOutcome.HTTP_ERROR, new Attempt.Response(status, Map.of(), null, false));
  }

  private static Attempt attempt(AttemptOutcome outcome, Attempt.@Nullable Response response) {
    return new Attempt(
        new AttemptId(ID),
        2,
        NOW.minusSeconds(60),
        new AttemptTimings(Duration.ofMillis(31), null, null, null, null),
        outcome,
        new Attempt.Request(Map.of(), ""),
        response,
        null);
  }

  private static Endpoint disabled(@Nullable String why) {
    return new Endpoint(
        new EndpointId(ID),
        new TenantId(ID),
        EndpointSettings.at("https://example.com/"),
        new EndpointState(EndpointStatus.DISABLED, why, null, null, 0, Circuit.CLOSED, null),
        NOW,
        NOW);
  }
}
