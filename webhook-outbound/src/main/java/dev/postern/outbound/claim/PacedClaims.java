package dev.postern.outbound.claim;

import dev.postern.core.id.EndpointId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.endpoint.Batching;
import dev.postern.outbound.health.Breaker;
import dev.postern.outbound.health.EndpointHealth;
import dev.postern.outbound.health.HealthStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Claims for endpoints that are not simply sent to: with a rate limit, with a cap of their own, or
 * with a breaker that is not closed. One claim at a time over all nodes, because each holds the
 * endpoint's row of {@code endpoint_pace}: so tokens are spent once, the cap is one for all nodes,
 * and a probe is one. Nothing of this is an attempt: what has to wait stays in the queue as it is.
 */
final class PacedClaims {
  /** After a probe's request must have ended, and its settlement with it. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private static final String LOCK =
      """
      select bucket, current_timestamp as moment from endpoint_pace
       where endpoint_id = ? for update skip locked
      """;

  private final Database database;
  private final Transactions transactions;
  private final HealthStore healths;
  private final EndpointClaim endpoints;

  PacedClaims(Database database, Transactions transactions) {
    this.database = database;
    this.transactions = transactions;
    this.healths = new HealthStore(database);
    this.endpoints = new EndpointClaim(database);
  }

  /** Nothing when another node is claiming for the endpoint at this moment. */
  PacedClaim claim(ClaimRequest request, EndpointId endpoint) {
    return transactions.required(() -> {
      database.update(
          "insert into endpoint_pace (endpoint_id) values (?) on conflict do nothing", endpoint);
      return database
          .queryOne(
              LOCK, row -> new Pace(row.bytesOrNull("bucket"), row.instant("moment")), endpoint)
          .map(pace -> claim(request, endpoint, pace))
          .orElse(PacedClaim.NOTHING);
    });
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Pace(byte @Nullable [] bucket, Instant now) {}

  private PacedClaim claim(ClaimRequest request, EndpointId endpoint, Pace pace) {
    Optional<PaceRules> rules = PaceRules.find(database, endpoint);
    if (rules.isEmpty() || !(health(endpoint, pace) instanceof EndpointHealth.Active active)) {
      return PacedClaim.NOTHING;
    }
    TokenBucket bucket =
        rules.get().limit() == null
            ? null
            : TokenBucket.of(pace.bucket(), rules.get().limit(), pace.now());
    Batching batching = rules.get().batching();
    Turn turn =
        Turn.of(active.breaker(), pace.now())
            .atMost(request.limit())
            .atMost(
                batching == null
                    ? free(request, endpoint, rules.get().cap())
                    : freeOfBatches(endpoint, rules.get().cap()))
            .atMost(bucket == null ? Integer.MAX_VALUE : bucket.available());
    PacedClaim lot =
        batching == null
            ? PacedClaim.of(endpoints.lease(request, endpoint, turn.requests()))
            : batch(request, endpoint, turn, batching, pace.now());
    List<ClaimedDelivery> claimed = lot.deliveries();
    if (bucket != null) {
      bucket.spend(batching == null ? claimed.size() : Math.min(1, claimed.size()));
      save(endpoint, bucket, pace.now());
    }
    if (turn.probe() && !claimed.isEmpty()) {
      Instant until =
          pace.now().plus(rules.get().timeout()).plus(request.terms().length()).plus(MARGIN);
      healths.probing(endpoint, active.breaker().probing(request.terms().token(), until));
    }
    return lot;
  }

  /** One batch, when it is full or its oldest event has waited long enough. */
  private PacedClaim batch(
      ClaimRequest request, EndpointId endpoint, Turn turn, Batching batching, Instant now) {
    if (turn.requests() == 0) {
      return PacedClaim.NOTHING;
    }
    Gathering gathering = endpoints.gathering(request, endpoint, batching.maxEvents());
    Duration ripeIn = gathering.ripeIn(batching, request.lane(), now);
    int most =
        switch (request.lane()) {
          case FIRST_ATTEMPTS -> Math.min(batching.maxEvents(), request.limit());
          // It is one request, and cut to the room there is it would have another id.
          case RETRIES -> batching.maxEvents();
        };
    return ripeIn.isPositive()
        ? new PacedClaim(List.of(), Optional.of(ripeIn))
        : PacedClaim.of(endpoints.leaseBatch(request, endpoint, gathering, most));
  }

  /** Locked when it is about to change: before the rows of the queue, as everywhere. */
  private @Nullable EndpointHealth health(EndpointId endpoint, Pace pace) {
    EndpointHealth seen = healths.find(endpoint).orElse(null);
    return seen instanceof EndpointHealth.Active(var failures, Breaker breaker)
            && breaker.probeDue(pace.now())
        ? healths.lock(Set.of(endpoint), Set.of()).get(endpoint)
        : seen;
  }

  private int free(ClaimRequest request, EndpointId endpoint, @Nullable Integer cap) {
    Map<EndpointId, Integer> own = request.shares().inFlight();
    return cap == null
        ? request.shares().perEndpoint() - EndpointClaim.own(own, endpoint)
        : cap - Math.max(EndpointClaim.own(own, endpoint), leased(endpoint));
  }

  /** One at a time where the endpoint says nothing else; a batch has one lease. */
  private int freeOfBatches(EndpointId endpoint, @Nullable Integer cap) {
    int busy =
        database
            .queryOne(
                """
                select count(distinct lease_token) as batches from delivery_queue
                 where endpoint_id = ? and lease_token is not null and due_at > current_timestamp
                """,
                row -> row.integer("batches"),
                endpoint)
            .orElse(0);
    return (cap == null ? 1 : cap) - busy;
  }

  /** By all nodes. The embedded database has one, which knows it by itself. */
  private int leased(EndpointId endpoint) {
    return switch (database.dialect()) {
      case H2 -> 0;
      case POSTGRESQL ->
          database
              .queryOne(
                  """
                  select count(*) as leased from delivery_queue
                   where endpoint_id = ? and lease_token is not null and due_at > now()
                  """,
                  row -> row.integer("leased"),
                  endpoint)
              .orElse(0);
    };
  }

  private void save(EndpointId endpoint, TokenBucket bucket, Instant now) {
    Duration wait = bucket.untilNext();
    database.update(
        "update endpoint_pace set bucket = ?, free_at = ? where endpoint_id = ?",
        bucket.stored(),
        wait.isZero() ? null : now.plus(wait),
        endpoint);
  }
}
