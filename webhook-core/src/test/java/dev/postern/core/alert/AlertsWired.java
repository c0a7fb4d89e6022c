package dev.postern.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.postern.core.access.User;
import dev.postern.core.alert.store.AlertChannelStore;
import dev.postern.core.alert.store.AlertMessageStore;
import dev.postern.core.alert.store.AlertTestStore;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.egress.system.SystemNameResolver;
import dev.postern.core.fetch.GuardedHttp;
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
import dev.postern.core.store.TestDatabase;
import dev.postern.core.tenant.Tenant;
import dev.postern.core.vault.TestVault;
import dev.postern.core.vault.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Alerts of one tenant and of the platform on one database, with real servers at the other ends.
 */
abstract class AlertsWired {
  static final String ROUTING_KEY = "R0UT1NGKEYR0UT1NGKEYR0UT1NGKEY00";
  final AtomicLong ids = new AtomicLong();
  Instant now = Instant.parse("2026-11-22T10:00:00Z");
  final SystemNameResolver names = new SystemNameResolver();
  TestDatabase database;
  StandIn target;
  GreenMail mail;
  final List<User> administrators = new ArrayList<>();
  MailOutbox letters;
  AlertStores stores;
  AlertChannels channels;
  AlertTest test;
  AlertDelivery delivery;
  AlertOutbox outbox;
  Stamp stamp;
  StoreWatch watch;
  final ExecutorService lookers = Executors.newVirtualThreadPerTaskExecutor();
  Notices notices;
  TenantId acme;

  abstract TestDatabase open();

  @BeforeEach
  void openAlerts() throws Exception {
    target = new StandIn();
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    database = open();
    stamp = new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> now);
    Settings settings =
        new Settings(key ->
            Optional.ofNullable(
                Map.of(
                        "hostname", "gate-1",
                        "postern.egress.allow", "127.0.0.0/8",
                        "postern.public.url", "https://gate.example",
                        "postern.pagerduty.url", target.url("/v2/enqueue"),
                        "postern.mail.from", "gate@example.com",
                        "postern.smtp.url", "smtp://127.0.0.1:" + mail.getSmtp().getPort())
                    .get(key)));
    PlatformConfig platform = PlatformConfig.from(settings);
    AuditTrail trail =
        new AuditTrail(new AuditStore(database.database()), database.transactions(), stamp);
    acme = new TenantId(new UUID(0x7001, 1));
    Tenant tenant = new Tenant(acme, "acme", "Acme", now);
    Vault vault = TestVault.over(database.database());
    stores =
        new AlertStores(
            new AlertChannelStore(database.database()),
            new AlertMessageStore(database.database(), database.transactions()),
            new AlertTestStore(database.database()),
            new AlertVault(vault));
    MailServer mailServer = new MailServer(MailConfig.from(settings));
    AlertContents contents =
        new AlertContents(
            id -> Optional.of(tenant).filter(known -> known.id().equals(id)), platform.publicUrl());
    letters =
        new MailOutbox(
            new MailStore(database.database(), database.transactions()), mailServer, vault, stamp);
    AlertQueue queue =
        new AlertQueue(
            stores,
            database.transactions(),
            stamp,
            new AdministratorLetters(
                whose ->
                    administrators.stream()
                        .filter(it -> Objects.equals(it.tenant(), whose))
                        .toList(),
                letters,
                contents,
                stamp));
    notices =
        new Notices(
            new NoticeStore(database.database()), database.transactions(), stamp, queue::hear);
    channels = new AlertChannels(stores, database.transactions(), trail, stamp, platform);
    AlertSender sender =
        new AlertSender(
            new AlertPost(
                new GuardedHttp(
                    new EgressResolver(platform::egress, names), SSLContext.getDefault())),
            mailServer,
            stamp,
            settings);
    delivery = new AlertDelivery(stores, sender, contents, notices, stamp);
    outbox = new AlertOutbox(stores, delivery, stamp, Runnable::run);
    test = new AlertTest(channels, stores, sender, contents, stamp);
    watch = new StoreWatch(stores, sender, stamp, platform, settings, lookers);
  }

  @AfterEach
  void close() {
    lookers.shutdownNow();
    mail.stop();
    target.close();
    database.close();
    names.close();
  }

  AlertChannels.Made create(@Nullable TenantId tenant, AlertKind kind, String address) {
    return create(tenant, kind, address, AlertRules.usual());
  }

  AlertChannels.Made create(
      @Nullable TenantId tenant, AlertKind kind, String address, AlertRules rules) {
    return channels.create(
        tenant,
        new NewAlertChannel(kind, address, null, new AlertChannel.Edit("On call", true, rules)));
  }

  void raise(String sentence) {
    notices.raise(
        new Notice(
            acme,
            "endpoint.suspended",
            Notice.Severity.CRITICAL,
            "endpoint.suspended:ep_1",
            sentence,
            Map.of("endpoint_id", "ep_1")));
  }

  static Notice notice(
      @Nullable TenantId tenant, String incident, Notice.Severity severity, String sentence) {
    return new Notice(tenant, "queue.old", severity, incident, sentence, Map.of());
  }

  List<AlertMessage> messages(AlertChannelId id) {
    return channels.messages(acme, id, PageRequest.first(200)).data();
  }

  AlertMessage only(AlertChannelId id) {
    assertThat(messages(id)).hasSize(1);
    return messages(id).get(0);
  }

  StandIn.Taken taken(String path) {
    return target.taken().stream().filter(t -> t.path().equals(path)).findFirst().orElseThrow();
  }
}
