package dev.postern.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Dialect;
import dev.postern.core.store.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every database must do for the audit trail. */
abstract class AuditTrailContract {
  private static final TenantId ACME = new TenantId(new UUID(1, 1));
  private static final TenantId OTHER = new TenantId(new UUID(1, 2));
  private final AtomicLong ids = new AtomicLong();
  private final Instant now = Instant.parse("2026-11-22T10:00:00.123456Z");
  private TestDatabase database;
  private AuditTrail trail;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void openTrail() {
    database = open("core");
    trail =
        new AuditTrail(
            new AuditStore(database.database()),
            database.transactions(),
            new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> now));
  }

  @AfterEach
  void close() {
    Acting.left();
    database.close();
  }

  @Test
  void an_entry_says_who_did_what_to_what_from_where() {
    Acting.arrived(new Origin("192.0.2.7", "req-1"));
    Acting.machine(
        "guard",
        () -> {
          trail.record(
              ACME,
              Change.of("source.disabled", "source", "src_1")
                  .from(Map.of("enabled", true))
                  .to(Map.of("enabled", false)));
          return true;
        });

    AuditEntry entry = trail.list(ACME.uuid(), AuditFilter.ALL, PageRequest.first(5)).data().get(0);
    assertThat(entry.actor()).isEqualTo(Actor.machine("guard"));
    assertThat(entry.origin()).as("the machine acts from nowhere").isEqualTo(Origin.NONE);
    assertThat(entry.before()).isEqualTo("{\"enabled\":true}");
    assertThat(entry.after()).isEqualTo("{\"enabled\":false}");
    assertThat(entry.at()).isEqualTo("2026-11-22T10:00:00.123Z");
    assertThat(Acting.origin().ip()).as("the request goes on as before").isEqualTo("192.0.2.7");
  }

  @Test
  void chains_of_tenants_are_apart_and_whole() {
    three(ACME);
    three(OTHER);

    assertThat(trail.verify(ACME.uuid())).isEqualTo(new ChainState.Whole(3));
    assertThat(trail.verify(OTHER.uuid())).isEqualTo(new ChainState.Whole(3));
    assertThat(trail.verify(AuditTrail.PLATFORM)).isEqualTo(new ChainState.Whole(0));
  }

  @Test
  void a_long_chain_is_walked_in_portions_that_tell_how_far_it_is() {
    database
        .transactions()
        .run(() -> {
          for (int i = 0; i < 1_001; i++) {
            trail.record(ACME, Change.of("source.disabled", "source", "src_" + i));
          }
        });
    ChainCheck check = trail.check(ACME.uuid());

    assertThat(check.length()).isEqualTo(1_001);
    assertThat(check.step()).isEmpty();
    assertThat(check.seen()).isEqualTo(500);
    three(ACME);
    assertThat(check.step()).isEmpty();
    assertThat(check.seen()).isEqualTo(1_000);
    assertThat(check.step()).as("not what came meanwhile").contains(new ChainState.Whole(1_001));
  }

  @Test
  void what_is_rolled_back_leaves_no_entry_and_no_gap() {
    three(ACME);
    try {
      database
          .transactions()
          .run(() -> {
            trail.record(ACME, Change.of("endpoint.created", "endpoint", "ep_9"));
            throw new IllegalStateException("the change failed");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("the change failed");
    }
    trail.record(ACME, Change.of("endpoint.deleted", "endpoint", "ep_1"));

    assertThat(trail.verify(ACME.uuid())).isEqualTo(new ChainState.Whole(4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id = '00000000-0000-0000-0000-0000000000ff'",
        "at = '2026-11-22T09:00:00Z'",
        "at = '2026-11-22T10:00:00.123001Z'",
        "actor_type = 'user'",
        "actor_id = 'usr_2'",
        "actor_name = 'eve'",
        "action = 'endpoint.viewed'",
        "target_type = 'source'",
        "target_id = 'ep_2'",
        "ip = '203.0.113.1'",
        "request_id = 'other'",
        "request_id = null",
        "before_state = '{}'",
        "after_state = null",
        "previous_hash = hash",
        "hash = previous_hash",
        "seq = 7",
        "chain = '00000000-0000-0001-0000-000000000009'"
      })
  void an_altered_column_is_found(String alteration) {
    three(ACME);
    database.database().update("update audit_entry set " + alteration + " where seq = 2");

    assertThat(trail.verify(ACME.uuid()))
        .isInstanceOfSatisfying(
            ChainState.Broken.class, broken -> assertThat(broken.seq()).isEqualTo(2));
  }

  @Test
  void a_removed_entry_is_found_also_when_it_was_the_last() {
    three(ACME);
    three(OTHER);
    database.database().update("delete from audit_entry where seq = 1 and chain = ?", ACME);
    database.database().update("delete from audit_entry where seq = 3 and chain = ?", OTHER);

    assertThat(trail.verify(ACME.uuid()))
        .isEqualTo(new ChainState.Broken(1, "Entry 1 is missing; the next one is 2."));
    assertThat(trail.verify(OTHER.uuid()))
        .isEqualTo(new ChainState.Broken(3, "The chain ends at entry 2, but 3 were written."));
  }

  @Test
  void an_inserted_entry_is_found() {
    three(ACME);
    AuditEntry last = trail.list(ACME.uuid(), AuditFilter.ALL, PageRequest.first(1)).data().get(0);
    database
        .database()
        .update(
            """
            insert into audit_entry
              (id, chain, seq, at, actor_type, actor_id, actor_name, action, target_type,
               target_id, previous_hash, hash)
            select ?, chain, 4, at, actor_type, actor_id, actor_name, action, target_type,
               target_id, hash, hash
            from audit_entry where id = ?
            """,
            new UUID(0x7000, 99),
            last.id());

    assertThat(trail.verify(ACME.uuid()))
        .isEqualTo(new ChainState.Broken(4, "What stands after entry 3 is not Postern's."));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -7})
  void an_entry_inserted_before_the_first_is_found(long seq) {
    three(ACME);
    database
        .database()
        .update(
            """
            insert into audit_entry
              (id, chain, seq, at, actor_type, actor_id, actor_name, action, target_type,
               target_id, previous_hash, hash)
            select ?, chain, ?, at, actor_type, actor_id, actor_name, action, target_type,
               target_id, previous_hash, hash
            from audit_entry where chain = ? and seq = 1
            """,
            new UUID(0x7000, 99),
            seq,
            ACME);

    assertThat(trail.verify(ACME.uuid()))
        .isEqualTo(
            new ChainState.Broken(
                1, "Entry " + seq + " stands before the first one: it is not Postern's."));
  }

  @Test
  void two_entries_that_changed_places_are_found() {
    three(ACME);
    for (String step :
        List.of(
            "update audit_entry set seq = 9 where seq = 1",
            "update audit_entry set seq = 1 where seq = 2",
            "update audit_entry set seq = 2 where seq = 9")) {
      database.database().update(step);
    }

    assertThat(trail.verify(ACME.uuid()))
        .isEqualTo(new ChainState.Broken(1, "Entry 1 does not follow from the one before it."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"length = 2", "length = 4", "head = decode(repeat('00', 32), 'hex')"})
  void a_tampered_head_is_found(String alteration) {
    three(ACME);
    database
        .database()
        .update(
            "update audit_chain set "
                + (database.database().dialect() == Dialect.H2
                    ? alteration.replace(
                        "decode(repeat('00', 32), 'hex')", "X'" + "00".repeat(32) + "'")
                    : alteration));

    assertThat(trail.verify(ACME.uuid())).isInstanceOf(ChainState.Broken.class);
  }

  @Test
  void many_writers_at_once_make_one_chain() throws Exception {
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      writers.add(() -> {
        for (int n = 0; n < 10; n++) {
          trail.record(ACME, Change.of("endpoint.tested", "endpoint", "ep_" + n));
        }
        return true;
      });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> done : pool.invokeAll(writers)) {
        assertThat(done.get()).isTrue();
      }
    }
    assertThat(trail.verify(ACME.uuid())).isEqualTo(new ChainState.Whole(80));
  }

  @Test
  void filters_by_action_family_and_target() {
    three(ACME);
    trail.record(ACME, Change.of("source.created", "source", "src_1"));

    assertThat(actions(new AuditFilter("endpoint.", null, null, null, null)))
        .containsExactly("endpoint.updated", "endpoint.updated", "endpoint.updated");
    assertThat(actions(new AuditFilter("source.created", null, null, null, null))).hasSize(1);
    assertThat(actions(new AuditFilter(null, null, "src_1", null, null))).hasSize(1);
    assertThat(actions(new AuditFilter(null, null, null, null, now.minusSeconds(1)))).isEmpty();
    List<String> walked = new ArrayList<>();
    trail.each(
        ACME.uuid(),
        new AuditFilter("source.", null, null, null, null),
        entry -> walked.add(entry.action()));
    assertThat(walked).containsExactly("source.created");
  }

  private List<String> actions(AuditFilter filter) {
    return trail.list(ACME.uuid(), filter, PageRequest.first(10)).data().stream()
        .map(AuditEntry::action)
        .toList();
  }

  private void three(TenantId tenant) {
    Acting.arrived(new Origin("192.0.2.7", "req-1"));
    for (int i = 0; i < 3; i++) {
      trail.record(
          tenant,
          Change.of("endpoint.updated", "endpoint", "ep_1")
              .from(Map.of("n", i))
              .to(Map.of("n", 9)));
    }
  }

  static class H2Test extends AuditTrailContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static class PostgresTest extends AuditTrailContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
