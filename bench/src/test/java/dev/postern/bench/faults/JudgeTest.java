package dev.postern.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.bench.faults.Finding.Verdict;
import dev.postern.core.id.EventId;
import dev.postern.core.store.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The judge over a real database, and bad news planted into it. */
class JudgeTest {
  private static final Duration WITHIN = Duration.ofMillis(200);
  private static Path folder;
  private static Database database;
  private final UUID tenant = UUID.randomUUID();
  private final Truth truth = new Truth();
  private final Ledger ledger = new Ledger(database, "t" + tenant);
  private final Judge judge = new Judge(truth, ledger, Duration.ofSeconds(1));

  @BeforeAll
  static void start() throws Exception {
    folder = Files.createTempDirectory("judge");
    database = new Database(folder.resolve("data"));
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres?user=postgres");
    try (TestDatabase migrated = TestDatabase.over(source, "core", "ingest", "outbound")) {
      assertThat(database.answers()).isTrue();
    }
  }

  @BeforeEach
  void tenant() throws SQLException {
    database.execute(
        "insert into tenant (id, slug, name, created_at) values ('%s', 't%s', 't', now())"
            .formatted(tenant, tenant));
  }

  @Test
  void nothingAcknowledgedMeansNothingShown() throws SQLException {
    assertThat(judge.nothingLost().verdict()).isEqualTo(Verdict.BROKEN);
    truth.promised(new Truth.Promise("n1", "evt_1", Set.of("a"), 0));
    assertThat(judge.nothingLost().verdict()).isEqualTo(Verdict.BROKEN);
    arrives("n1", "evt_1").answered(204);
    assertThat(judge.nothingLost().verdict()).isEqualTo(Verdict.HELD);
  }

  @Test
  void recoveryHoldsOnlyWhereSomethingRecovered() {
    assertThat(judge.recovered(WITHIN).verdict()).isEqualTo(Verdict.BROKEN);
    truth.fault(System.nanoTime(), Map.of("evt_1", "lease", "evt_2", "lease"));
    assertThat(judge.recovered(WITHIN).verdict()).isEqualTo(Verdict.BROKEN);
    arrives("n1", "evt_1");
    assertThat(judge.recovered(WITHIN).verdict()).isEqualTo(Verdict.HELD);
    Patience.pause(WITHIN.plusMillis(50));
    arrives("n2", "evt_2");
    assertThat(judge.recovered(WITHIN).verdict()).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void fromAFaultThatLastsRecoveryIsCountedFromItsEnd() throws SQLException {
    UUID event = queued(true);
    Lasting lasting = new Lasting(truth, ledger);
    Patience.pause(WITHIN.multipliedBy(2));
    lasting.end(System.nanoTime());
    arrives("n1", new EventId(event).toString());
    assertThat(judge.recovered(WITHIN).verdict()).isEqualTo(Verdict.HELD);
  }

  @Test
  void onlyWhatWasInFlightMayComeAgain() {
    arrives("n1", "evt_1").answered(204);
    arrives("n2", "evt_2").answered(204);
    truth.fault(System.nanoTime(), Set.of("evt_1"));
    arrives("n1", "evt_1").answered(204);
    assertThat(judge.duplicates().verdict()).isEqualTo(Verdict.HELD);
    arrives("n2", "evt_2").answered(204);
    assertThat(judge.duplicates().verdict()).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void whatIsSettledWhileAFaultLastsMayNotComeAgain() throws SQLException {
    String before = "evt_settled_before";
    arrives("n1", before).answered(204);
    UUID event = queued(false);
    String id = new EventId(event).toString();
    Lasting lasting = new Lasting(truth, ledger);
    arrives("n2", id).answered(204);
    arrives("n2", id).answered(204);
    database.execute("delete from delivery_queue where event_id = '" + event + "'");
    lasting.look();
    lasting.end(System.nanoTime());
    assertThat(judge.duplicates().verdict()).isEqualTo(Verdict.HELD);
    arrives("n2", id).answered(204);
    assertThat(judge.duplicates().figures()).startsWith("2 again, 1 of them not in flight");
    arrives("n1", before).answered(204);
    assertThat(judge.duplicates().figures()).startsWith("3 again, 2 of them not in flight");
  }

  @Test
  void whatIsLeasedForEverIsNeitherOverNorScheduled() throws Exception {
    UUID event = queued(true);
    AtomicBoolean renewing = new AtomicBoolean(true);
    Thread node =
        Thread.ofVirtual()
            .start(() -> {
              while (renewing.get()) {
                renew(event);
                Patience.pause(Duration.ofMillis(50));
              }
            });
    Finding finding = judge.terminal();
    renewing.set(false);
    node.join();
    assertThat(finding.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(finding.figures())
        .endsWith("0 neither over nor scheduled, 1 leased for more than 1 s");
    release(event);
    assertThat(judge.terminal().verdict()).isEqualTo(Verdict.HELD);
  }

  @Test
  void aLeaseThatEndsInTimeIsFine() throws Exception {
    UUID event = queued(true);
    Thread node =
        Thread.ofVirtual()
            .start(() -> {
              Patience.pause(Duration.ofMillis(400));
              release(event);
            });
    assertThat(judge.terminal().verdict()).isEqualTo(Verdict.HELD);
    node.join();
  }

  @Test
  void openInTheLedgerAndInNoQueueIsLoose() throws Exception {
    UUID event = queued(false);
    assertThat(judge.terminal().verdict()).isEqualTo(Verdict.HELD);
    database.execute("delete from delivery_queue where event_id = '" + event + "'");
    assertThat(judge.terminal().verdict()).isEqualTo(Verdict.BROKEN);
  }

  private Truth.Arrival arrives(String number, String webhookId) {
    return truth.arrived(
        "a", "webhook-id: " + webhookId, "{\"n\":\"" + number + "\"}", System.nanoTime());
  }

  /** A delivery that waits, or is on its way; its event. */
  private UUID queued(boolean leased) throws SQLException {
    UUID event = UUID.randomUUID();
    database.execute(
        """
        with one as (select gen_random_uuid() as id),
          queued as (insert into delivery_queue
            (id, tenant_id, endpoint_id, event_id, due_at, lease_token, attempt_count, held)
            select id, '%1$s', gen_random_uuid(), '%2$s', now(), %3$s, 0, false from one)
        insert into delivery
          (id, tenant_id, event_id, endpoint_id, subscription_id, event_type, status,
           attempt_count, created_at)
          select id, '%1$s', '%2$s', gen_random_uuid(), gen_random_uuid(), 'a', 'PENDING', 0, now()
            from one
        """
            .formatted(tenant, event, leased ? "gen_random_uuid()" : "null"));
    return event;
  }

  /** As a node does that has forgotten what it holds, or takes it again and again. */
  private static void renew(UUID event) {
    change("lease_token = gen_random_uuid(), due_at = now() + interval '8 s'", event);
  }

  private static void release(UUID event) {
    change("lease_token = null", event);
  }

  private static void change(String how, UUID event) {
    try {
      database.execute("update delivery_queue set " + how + " where event_id = '" + event + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
    Warmth.delete(folder);
  }
}
