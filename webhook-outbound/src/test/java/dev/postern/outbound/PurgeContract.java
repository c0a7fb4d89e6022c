package dev.postern.outbound;

import static dev.postern.outbound.OutboundTables.ACME;
import static dev.postern.outbound.OutboundTables.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.AttemptId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.purge.PurgeRound;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.store.Database;
import dev.postern.core.tenant.TenantDeleted;
import dev.postern.outbound.claim.ClaimRequest;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.DeliveryQueue;
import dev.postern.outbound.claim.DeliveryQueueProducer;
import dev.postern.outbound.claim.KeyLines;
import dev.postern.outbound.claim.Lane;
import dev.postern.outbound.endpoint.SuspensionRule;
import dev.postern.outbound.health.HealthStore;
import dev.postern.outbound.retry.DeliveryDecision;
import dev.postern.outbound.send.AttemptOutcome;
import dev.postern.outbound.send.Outcome;
import dev.postern.outbound.send.Timings;
import dev.postern.outbound.settle.LedgerWriter;
import dev.postern.outbound.settle.MadeAttempt;
import dev.postern.outbound.settle.Settled;
import dev.postern.outbound.settle.Settlement;
import dev.postern.outbound.settle.Settler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a deleted tenant leaves behind here, on every database: nothing. */
abstract class PurgeContract {
  private OutboundTables tables;
  private Database database;
  private QueueFixture fixture;
  private List<String> ofTenants;
  private DeliveryQueue queue;
  private Settler settler;
  private Purge purge;
  private PurgeRound round;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    database = tables.database.database();
    fixture = new QueueFixture(database);
    ofTenants = TenantTables.ofOutbound(tables.database);
    queue = new DeliveryQueueProducer().queue(database, tables.database.transactions());
    settler =
        new Settler(
            queue,
            new LedgerWriter(database),
            new HealthStore(database),
            new KeyLines(database),
            tables.database.transactions());
    purge = new Purge(database);
    round =
        PurgeRound.over(
            database, tables.database.transactions(), List.of(purge), purge::tenantDeleted);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void every_row_of_the_tenant_goes_and_its_neighbour_is_untouched() {
    fill(ACME);
    fill(OTHER);
    assertThat(rows(ACME)).containsKey("attempt").doesNotContainValue(0L);
    Map<String, Long> neighbour = rows(OTHER);

    delete(ACME);

    assertThat(rows(ACME).values()).as("%s", rows(ACME)).containsOnly(0L);
    assertThat(rows(OTHER)).isEqualTo(neighbour).doesNotContainValue(0L);
    assertThat(tables.count("select count(*) from endpoint_pace"))
        .as("a table without tenants: the neighbour's row")
        .isOne();
  }

  @Test
  void what_was_being_sent_tells_its_result_to_nobody() {
    fill(ACME);
    fill(OTHER);
    ClaimedDelivery sending = lease(ACME);
    ClaimedDelivery neighbour = lease(OTHER);
    long attempts = count("attempt", OTHER);

    delete(ACME);
    Settled settled = settler.settle(List.of(failed(sending), failed(neighbour)));

    assertThat(settled.lost()).extracting(Settlement::delivery).containsExactly(sending);
    assertThat(settled.kept()).extracting(Settlement::delivery).containsExactly(neighbour);
    assertThat(rows(ACME).values()).as("%s", rows(ACME)).containsOnly(0L);
    assertThat(count("attempt", OTHER)).isEqualTo(attempts + 1);
  }

  @Test
  void neither_retrying_nor_renewing_nor_giving_back_brings_it_to_life() {
    fill(ACME);
    ClaimedDelivery sending = lease(ACME);

    delete(ACME);
    queue.renew(List.of(sending), Duration.ofMinutes(1));
    queue.release(List.of(sending));

    assertThat(rows(ACME).values()).as("%s", rows(ACME)).containsOnly(0L);
    assertThat(queue.claim(request()).deliveries()).isEmpty();
  }

  @Test
  void nothing_of_it_is_sent_before_its_ledger_is_gone() {
    fill(ACME);
    ClaimedDelivery sending = lease(ACME);
    fixture.of(ACME).delivery(sending.endpoint());

    end(ACME);

    assertThat(count("delivery_queue", ACME)).isPositive();
    assertThat(queue.claim(request()).deliveries()).isEmpty();
    assertThat(settler.settle(List.of(failed(sending))).kept()).hasSize(1);
    round.round();
    assertThat(rows(ACME).values()).as("%s", rows(ACME)).containsOnly(0L);
  }

  /** A publisher that had found the tenant still there. */
  @Test
  void what_was_published_meanwhile_goes_a_while_later() {
    delete(ACME);
    for (String table : List.of("event", "event_key", "endpoint")) {
      TenantTables.insert(database, table, ACME);
    }
    round.round();
    assertThat(count("event", ACME)).isOne();

    database.update(
        """
        update purge set ordered_at = ordered_at - interval '16' minute,
          next_at = next_at - interval '16' minute
        """);
    round.round();

    assertThat(rows(ACME).values()).as("%s", rows(ACME)).containsOnly(0L);
    assertThat(tables.count("select count(*) from purge")).isZero();
  }

  private void delete(TenantId tenant) {
    end(tenant);
    round.round();
  }

  private void end(TenantId tenant) {
    tables
        .database
        .transactions()
        .run(() -> {
          purge.tenantDeleted(new TenantDeleted(tenant));
          round.tenantDeleted(new TenantDeleted(tenant));
        });
  }

  /** At least a row in every table: by the engine where rows belong together. */
  private void fill(TenantId tenant) {
    QueueFixture rows = fixture.of(tenant);
    EndpointId paced = rows.endpoint("https://paced.example/", 2);
    rows.delivery(paced);
    ClaimedDelivery first = queue.claimPaced(request(), paced).deliveries().getFirst();
    assertThat(settler.settle(List.of(failed(first))).kept()).hasSize(1);
    for (String table : ofTenants) {
      if (count(table, tenant) == 0) {
        TenantTables.insert(database, table, tenant);
      }
    }
  }

  private ClaimedDelivery lease(TenantId tenant) {
    QueueFixture rows = fixture.of(tenant);
    rows.delivery(rows.endpoint());
    return queue.claim(request()).deliveries().stream()
        .filter(delivery -> delivery.tenant().equals(tenant))
        .findFirst()
        .orElseThrow();
  }

  private ClaimRequest request() {
    return new ClaimRequest(
        Lane.FIRST_ATTEMPTS,
        10,
        Optional.empty(),
        new ClaimRequest.Shares(10, Map.of(), Set.of()),
        new ClaimRequest.Terms(tables.id(), Duration.ofMinutes(1)));
  }

  private Settlement failed(ClaimedDelivery delivery) {
    Duration none = Duration.ZERO;
    AttemptOutcome timeout =
        new AttemptOutcome(
            Outcome.TIMEOUT,
            "nothing came",
            Optional.empty(),
            new Timings(none, none, none, none, Duration.ofSeconds(30)),
            Optional.empty());
    return new Settlement(
        delivery,
        new DeliveryDecision.Retry(Duration.ofHours(1)),
        Optional.of(
            new MadeAttempt(
                new AttemptId(tables.id()), tables.now, HeaderFields.of(), null, timeout)),
        Optional.of(SuspensionRule.defaults()),
        null);
  }

  private Map<String, Long> rows(TenantId tenant) {
    return ofTenants.stream()
        .collect(Collectors.toMap(Function.identity(), table -> count(table, tenant)));
  }

  private long count(String table, TenantId tenant) {
    return tables.count("select count(*) from " + table + " where tenant_id = ?", tenant);
  }

  static final class H2Test extends PurgeContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends PurgeContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}
