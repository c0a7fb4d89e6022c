package dev.postern.outbound.settle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.AttemptId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.claim.ClaimRequest;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.DeliveryQueue;
import dev.postern.outbound.claim.DeliveryQueueProducer;
import dev.postern.outbound.claim.KeyLines;
import dev.postern.outbound.claim.Lane;
import dev.postern.outbound.endpoint.SuspensionRule;
import dev.postern.outbound.health.Breaker;
import dev.postern.outbound.health.EndpointHealth;
import dev.postern.outbound.health.HealthStore;
import dev.postern.outbound.retry.DeliveryDecision;
import dev.postern.outbound.send.AttemptOutcome;
import dev.postern.outbound.send.Outcome;
import dev.postern.outbound.send.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However a probe ends, the endpoint does not wait for it any longer. */
abstract class ProbeEndsContract {
  private TestDatabase database;
  private QueueFixture rows;
  private DeliveryQueue queue;
  private HealthStore healths;
  private Settler settler;
  private EndpointId endpoint;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void openStore() {
    database = open("core", "outbound");
    rows = new QueueFixture(database.database());
    queue = new DeliveryQueueProducer().queue(database.database(), database.transactions());
    healths = new HealthStore(database.database());
    settler =
        new Settler(
            queue,
            new LedgerWriter(database.database()),
            healths,
            new KeyLines(database.database()),
            database.transactions());
    endpoint = rows.endpoint();
    rows.deliveries(endpoint, 6);
    database
        .database()
        .update(
            """
            update endpoint_health
               set breaker = 'OPEN', breaker_wait_ms = 1000,
                   probe_at = current_timestamp - interval '1' second
             where endpoint_id = ?
            """,
            endpoint);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_failure_of_any_delivery_of_a_batch_is_the_probes() {
    batching();
    List<ClaimedDelivery> batch = claim();
    assertThat(batch).hasSize(3);
    ClaimedDelivery tells = batch.getLast();

    Settled unused =
        settler.settle(batch.stream().map(each -> failed(each, each.equals(tells))).toList());

    assertThat(breaker()).isInstanceOf(Breaker.Open.class);
    assertThat(((Breaker.Open) breaker()).pause()).as("twice the last").hasSeconds(2);
  }

  @Test
  void one_that_is_over_without_an_attempt_lets_another_go_at_once() {
    ClaimedDelivery probe = claim().getFirst();
    assertThat(claim()).as("while it is on its way").isEmpty();

    Settled unused = settler.settle(List.of(unsent(probe)));

    assertThat(((Breaker.Open) breaker()).pause()).hasSeconds(1);
    assertThat(claim()).hasSize(1).doesNotContain(probe);
  }

  @Test
  void one_that_a_person_cancelled_lets_another_go_when_its_result_comes() {
    ClaimedDelivery probe = claim().getFirst();
    database.database().update("delete from delivery_queue where id = ?", probe.id());

    Settled settled = settler.settle(List.of(failed(probe, true)));

    assertThat(settled.lost()).hasSize(1);
    assertThat(claim()).hasSize(1);
  }

  @Test
  void one_that_is_given_back_may_go_again_at_once() {
    List<ClaimedDelivery> probe = claim();
    queue.release(probe);
    assertThat(claim()).hasSize(1);
  }

  @Test
  void a_batch_of_which_a_part_is_given_back_is_still_on_its_way() {
    batching();
    List<ClaimedDelivery> batch = claim();
    queue.release(batch.subList(0, 1));
    assertThat(breaker()).isInstanceOf(Breaker.Probing.class);

    Settled unused = settler.settle(List.of(unsent(batch.get(1)), failed(batch.get(2), true)));
    assertThat(((Breaker.Open) breaker()).pause()).hasSeconds(2);
  }

  @Test
  void what_was_sent_before_the_opening_does_not_end_the_probe_of_now() {
    ClaimedDelivery early = claim().getFirst();
    database
        .database()
        .update(
            "update endpoint_health set probe_at = current_timestamp where endpoint_id = ?",
            endpoint);
    assertThat(claim()).as("the second probe").hasSize(1);

    Settled unused = settler.settle(List.of(unsent(early)));
    queue.release(List.of(early));

    assertThat(breaker()).isInstanceOf(Breaker.Probing.class);
  }

  private void batching() {
    database
        .database()
        .update(
            "update endpoint set batch_max_events = 3, batch_max_wait_ms = 0 where id = ?",
            endpoint);
  }

  private List<ClaimedDelivery> claim() {
    return queue
        .claimPaced(
            new ClaimRequest(
                Lane.FIRST_ATTEMPTS,
                100,
                Optional.empty(),
                new ClaimRequest.Shares(10, Map.of(), Set.of()),
                new ClaimRequest.Terms(UUID.randomUUID(), Duration.ofSeconds(60))),
            endpoint)
        .deliveries();
  }

  private Breaker breaker() {
    return ((EndpointHealth.Active) healths.find(endpoint).orElseThrow()).breaker();
  }

  private static Settlement unsent(ClaimedDelivery delivery) {
    return new Settlement(
        delivery,
        new DeliveryDecision.Dead(DeliveryDecision.Reason.TRANSFORMATION_FAILED),
        Optional.empty(),
        Optional.empty(),
        "it does not fit");
  }

  private static Settlement failed(ClaimedDelivery delivery, boolean tells) {
    Duration none = Duration.ZERO;
    AttemptOutcome outcome =
        new AttemptOutcome(
            Outcome.TIMEOUT,
            "It took too long.",
            Optional.empty(),
            new Timings(none, none, none, none, none),
            Optional.empty());
    return new Settlement(
        delivery,
        new DeliveryDecision.Retry(Duration.ofMinutes(5)),
        Optional.of(
            new MadeAttempt(
                new AttemptId(UUID.randomUUID()), Instant.EPOCH, HeaderFields.of(), null, outcome)),
        tells ? Optional.of(SuspensionRule.defaults()) : Optional.empty(),
        null);
  }

  static final class H2Test extends ProbeEndsContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static final class PostgresTest extends ProbeEndsContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
