package dev.postern.core.pause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.NoticeChanged;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.store.NoticeStore;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for pauses. */
abstract class PausesContract {
  private static final TenantId ACME = new TenantId(new UUID(0x7001, 1));
  private static final TenantId OTHER = new TenantId(new UUID(0x7001, 2));
  private static final UUID SOURCE = new UUID(0x7002, 1);
  private final AtomicLong ids = new AtomicLong();
  private final List<NoticeChanged> told = new CopyOnWriteArrayList<>();
  private final Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private TestDatabase database;
  private AuditTrail trail;
  private Pauses pauses;
  private PauseBoard board;

  abstract TestDatabase open();

  @BeforeEach
  void openPauses() {
    database = open();
    Stamp stamp = new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> now);
    trail = new AuditTrail(new AuditStore(database.database()), database.transactions(), stamp);
    PauseStore store = new PauseStore(database.database());
    pauses =
        new Pauses(
            store,
            database.transactions(),
            trail,
            new Notices(
                new NoticeStore(database.database()), database.transactions(), stamp, told::add),
            stamp);
    board = new PauseBoard(store);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_pause_stops_what_it_names_is_told_and_audited_and_is_taken_back() {
    Pause pause =
        pauses.pause(ACME, new NewPause(Pause.Scope.SOURCE, SOURCE, true, true, "flooded"), false);
    board.refresh();
    assertThat(pause.deliveries()).as("a source sends nothing").isFalse();
    assertThat(board.stopsIntake(ACME.uuid(), SOURCE)).isTrue();
    assertThat(board.stopsIntake(ACME.uuid(), new UUID(0x7002, 2))).isFalse();
    assertThat(told.getFirst().notice().sentence()).endsWith(": flooded");
    assertThatThrownBy(() ->
            pauses.pause(ACME, new NewPause(Pause.Scope.SOURCE, SOURCE, true, false, "x"), false))
        .hasMessageStartingWith("already_paused");
    assertThatThrownBy(() -> pauses.resume(OTHER, pause.id(), true))
        .hasMessageStartingWith("not_found");

    pauses.resume(ACME, pause.id(), false);
    board.refresh();
    assertThat(board.stopsIntake(ACME.uuid(), SOURCE)).isFalse();
    assertThat(told.getLast().resolved()).isTrue();
    assertThat(trail.list(ACME.uuid(), AuditFilter.ALL, PageRequest.first(9)).data())
        .extracting(AuditEntry::action)
        .containsExactly("source.resumed", "source.paused");
  }

  @Test
  void everything_is_everything_of_everybody_and_a_tenant_is_all_of_its_own() {
    pauses.pause(ACME, new NewPause(Pause.Scope.TENANT, ACME.uuid(), true, true, "billing"), true);
    board.refresh();
    assertThat(board.stopsIntake(ACME.uuid(), SOURCE)).isTrue();
    assertThat(board.stopsIntake(OTHER.uuid(), SOURCE)).isFalse();
    assertThat(board.stopsSending()).isFalse();

    Pause all = pauses.pause(null, NewPause.everything(true, true, "data centre on fire"), true);
    board.refresh();
    assertThat(board.stopsIntake(OTHER.uuid(), SOURCE)).isTrue();
    assertThat(board.stopsSending()).isTrue();
    assertThat(pauses.list(ACME)).hasSize(1);
    pauses.resume(null, all.id(), true);
    board.refresh();
    assertThat(board.stopsSending()).isFalse();
  }

  @Test
  void what_the_platform_paused_the_tenants_own_people_cannot_resume() {
    NewPause wanted = new NewPause(Pause.Scope.TENANT, ACME.uuid(), true, true, "spam");
    Pause pause = pauses.pause(ACME, wanted, true);

    assertThatThrownBy(() -> pauses.resume(ACME, pause.id(), false))
        .hasMessageStartingWith("paused_by_platform");
    assertThat(pauses.list(ACME)).containsExactly(pause);
    pauses.resume(ACME, pause.id(), true);
    assertThat(pauses.list(ACME)).isEmpty();

    Pause own = pauses.pause(ACME, wanted, false);
    pauses.resume(ACME, own.id(), true);
    assertThat(pauses.list(ACME)).isEmpty();
  }

  @Test
  void before_a_node_knows_what_is_stopped_everything_is() {
    assertThat(board.stopsIntake(ACME.uuid(), SOURCE)).isTrue();
    assertThat(board.stopsSending()).isTrue();
    Pause all = pauses.pause(null, NewPause.everything(false, true, "restored"), true);

    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      board.start(this, timer);
      assertThat(board.stopsIntake(ACME.uuid(), SOURCE)).isFalse();
      assertThat(board.stopsSending()).as("paused while no node ran").isTrue();

      pauses.resume(null, all.id(), true);
      await().until(() -> !board.stopsSending());
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void a_node_that_stops_is_not_ready_and_sends_nothing_new() {
    board.refresh();
    board.end(this);
    assertThat(board.draining()).isTrue();
    assertThat(board.stopsSending()).isTrue();
  }

  @Test
  void a_node_that_drains_sends_nothing_and_takes_it_back() {
    board.refresh();
    board.drain(true);
    assertThat(board.stopsSending()).isTrue();
    board.drain(false);
    assertThat(board.stopsSending()).isFalse();
  }

  @Test
  void a_pause_of_nothing_or_without_a_reason_is_refused() {
    assertThatThrownBy(() -> new NewPause(Pause.Scope.ENDPOINT, SOURCE, true, false, "x"))
        .hasMessageContaining("Nothing would be paused");
    assertThatThrownBy(() -> NewPause.everything(true, true, "  ")).hasMessageContaining("Say why");
  }

  static class H2Test extends PausesContract {
    @Override
    TestDatabase open() {
      return TestDatabase.h2(new String[] {"core"});
    }
  }

  static class PostgresTest extends PausesContract {
    @Override
    TestDatabase open() {
      return TestDatabase.postgres(new String[] {"core"});
    }
  }
}
