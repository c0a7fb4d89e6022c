package dev.postern.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.alert.store.AlertChannelStore;
import dev.postern.core.alert.store.AlertMessageStore;
import dev.postern.core.alert.store.AlertTestStore;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import dev.postern.core.id.AlertChannelId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.mail.MailConfig;
import dev.postern.core.mail.MailOutbox;
import dev.postern.core.mail.MailServer;
import dev.postern.core.mail.store.MailStore;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.store.NoticeStore;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.TenantScope;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.TestVault;
import dev.postern.core.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told of what happens within a tenant's own request, on every database. */
abstract class AlertScopeContract {
  private static final TenantId ACME = new TenantId(new UUID(0x7001, 1));
  private final AtomicLong ids = new AtomicLong();
  private final Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private TestDatabase database;
  private AlertChannels channels;
  private Notices notices;

  abstract TestDatabase open();

  @BeforeEach
  void openAlerts() {
    database = open();
    Stamp stamp = new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> now);
    AlertStores stores =
        new AlertStores(
            new AlertChannelStore(database.database()),
            new AlertMessageStore(database.database(), database.transactions()),
            new AlertTestStore(database.database()),
            new AlertVault(TestVault.over(database.database())));
    Vault vault = TestVault.over(database.database());
    MailServer none = new MailServer(MailConfig.from(new Settings(key -> Optional.empty())));
    AlertQueue queue =
        new AlertQueue(
            stores,
            database.transactions(),
            stamp,
            new AdministratorLetters(
                whose -> List.of(),
                new MailOutbox(
                    new MailStore(database.database(), database.transactions()),
                    none,
                    vault,
                    stamp),
                new AlertContents(id -> Optional.empty(), "https://gate.example"),
                stamp));
    notices =
        new Notices(
            new NoticeStore(database.database()), database.transactions(), stamp, queue::hear);
    channels =
        new AlertChannels(
            stores,
            database.transactions(),
            new AuditTrail(new AuditStore(database.database()), database.transactions(), stamp),
            stamp,
            PlatformConfig.from(new Settings(key -> Optional.empty())));
    database.secureRows();
  }

  @AfterEach
  void close() {
    TenantScope.leave();
    database.close();
  }

  @Test
  void the_platforms_channel_hears_of_every_tenant_also_within_its_request() {
    AlertChannelId platform = create(null, true);
    AlertChannelId own = create(ACME, false);

    TenantScope.enter(ACME.uuid());
    notices.raise(
        new Notice(
            ACME, "paused", Notice.Severity.WARNING, "paused:ep_1", "Ada paused it.", Map.of()));
    assertThat(owners()).as("the scope is back").containsOnly(scoped());
    TenantScope.leave();

    assertThat(told(null, platform)).isEqualTo(1);
    assertThat(told(ACME, own)).isEqualTo(1);
  }

  @Test
  void a_transaction_goes_on_under_the_scope_that_it_had() {
    create(null, true);
    create(ACME, false);

    TenantScope.enter(ACME.uuid());
    database
        .transactions()
        .run(() -> {
          assertThat(owners()).containsOnly(scoped());
          assertThat(database.transactions().unscoped(this::owners)).hasSize(2);
          assertThat(owners()).containsOnly(scoped());
        });
  }

  /** Whom a query that forgets its tenant sees. */
  abstract UUID[] scoped();

  private List<UUID> owners() {
    return database
        .database()
        .query("select tenant_id from alert_channel", row -> row.uuid("tenant_id"));
  }

  private int told(@Nullable TenantId tenant, AlertChannelId channel) {
    return channels.messages(tenant, channel, PageRequest.first(9)).data().size();
  }

  private AlertChannelId create(@Nullable TenantId tenant, boolean everyTenant) {
    AlertRules rules = new AlertRules(Notice.Severity.INFO, List.of(), everyTenant);
    return channels
        .create(
            tenant,
            new NewAlertChannel(
                AlertKind.MAIL,
                "ops@example.com",
                null,
                new AlertChannel.Edit("On call", true, rules)))
        .channel()
        .id();
  }

  static class H2Test extends AlertScopeContract {
    @Override
    TestDatabase open() {
      return TestDatabase.h2(new String[] {"core"});
    }

    /** It has no row-level security. */
    @Override
    UUID[] scoped() {
      return new UUID[] {new UUID(0, 0), ACME.uuid()};
    }
  }

  static class PostgresTest extends AlertScopeContract {
    @Override
    TestDatabase open() {
      return TestDatabase.postgres(new String[] {"core"});
    }

    @Override
    UUID[] scoped() {
      return new UUID[] {ACME.uuid()};
    }
  }
}
