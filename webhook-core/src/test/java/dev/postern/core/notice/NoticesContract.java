package dev.postern.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.store.NoticeStore;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for notices. */
abstract class NoticesContract {
  private static final TenantId ACME = new TenantId(new UUID(1, 1));
  private final AtomicLong ids = new AtomicLong();
  private final List<NoticeChanged> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private TestDatabase database;
  private Notices notices;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void openNotices() {
    database = open("core");
    notices =
        new Notices(
            new NoticeStore(database.database()),
            database.transactions(),
            new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> now),
            told::add);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void an_incident_is_told_once_counted_while_it_lasts_and_told_again_when_it_is_over() {
    notices.raise(suspended(ACME, "Failed 10 times."));
    now = now.plusSeconds(60);
    notices.raise(suspended(ACME, "Failed 11 times."));

    RaisedNotice open = only(ACME, true);
    assertThat(open.count()).isEqualTo(2);
    assertThat(open.sentence()).isEqualTo("Failed 11 times.");
    assertThat(open.details()).containsEntry("endpoint_id", "ep_1");
    assertThat(told).hasSize(1);

    now = now.plusSeconds(60);
    notices.resolve(ACME, "endpoint.suspended:ep_1");
    assertThat(only(ACME, false).resolvedAt()).isEqualTo(now);
    assertThat(notices.list(ACME, true, PageRequest.first(5)).data()).isEmpty();
    assertThat(told).extracting(NoticeChanged::resolved).containsExactly(false, true);

    notices.raise(suspended(ACME, "Again."));
    assertThat(notices.list(ACME, false, PageRequest.first(5)).data()).hasSize(2);
  }

  @Test
  void an_incident_that_becomes_severer_is_told_again_and_never_becomes_milder_by_itself() {
    notices.raise(secret(Notice.Severity.WARNING));
    notices.raise(secret(Notice.Severity.CRITICAL));
    notices.raise(secret(Notice.Severity.INFO));

    assertThat(told)
        .extracting(changed -> changed.notice().severity())
        .containsExactly(Notice.Severity.WARNING, Notice.Severity.CRITICAL);
    assertThat(told.get(1).notice().id()).isEqualTo(told.get(0).notice().id());
    assertThat(only(ACME, true).severity()).isEqualTo(Notice.Severity.CRITICAL);
    assertThat(only(ACME, true).count()).isEqualTo(3);
  }

  @Test
  void resolving_what_is_not_open_tells_nobody() {
    notices.resolve(ACME, "endpoint.suspended:ep_1");

    assertThat(told).isEmpty();
  }

  @Test
  void tenants_and_the_platform_do_not_see_each_others_notices() {
    notices.raise(suspended(ACME, "Failed."));
    notices.raise(suspended(null, "The store is slow."));

    assertThat(only(ACME, true).sentence()).isEqualTo("Failed.");
    assertThat(only(null, true).sentence()).isEqualTo("The store is slow.");
    assertThat(only(null, true).tenant()).isNull();
  }

  @Test
  void a_rolled_back_notice_is_kept_nowhere() {
    try {
      database
          .transactions()
          .run(() -> {
            notices.raise(suspended(ACME, "Failed."));
            throw new IllegalStateException("no");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("no");
    }
    assertThat(notices.list(ACME, false, PageRequest.first(5)).data()).isEmpty();
  }

  private RaisedNotice only(@Nullable TenantId tenant, boolean open) {
    List<RaisedNotice> all = notices.list(tenant, open, PageRequest.first(5)).data();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static Notice secret(Notice.Severity severity) {
    return new Notice(ACME, "secret.expiring", severity, "secret.expiring:ep_1", "Soon.", Map.of());
  }

  private static Notice suspended(@Nullable TenantId tenant, String sentence) {
    return new Notice(
        tenant,
        "endpoint.suspended",
        Notice.Severity.CRITICAL,
        "endpoint.suspended:ep_1",
        sentence,
        Map.of("endpoint_id", "ep_1"));
  }

  static class H2Test extends NoticesContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static class PostgresTest extends NoticesContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
