package dev.postern.adminui.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.access.Role;
import dev.postern.core.access.SignIn;
import dev.postern.core.access.TestPeople;
import dev.postern.core.access.User;
import dev.postern.core.audit.Acting;
import dev.postern.core.audit.Change;
import dev.postern.core.audit.Origin;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import dev.postern.core.id.IdSource;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.tenant.Tenant;
import dev.postern.core.vault.SecretInfo;
import dev.postern.core.vault.TestSecrets;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.SecretRotation;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.feed.LocalReceivedFeed;
import dev.postern.ingest.rejection.RefusedCall;
import dev.postern.ingest.rejection.RejectionLog;
import dev.postern.ingest.rejection.RejectionStore;
import dev.postern.ingest.rejection.StoredRejections;
import dev.postern.ingest.source.SourceCatalog;
import dev.postern.ingest.source.SourceDirectory;
import dev.postern.ingest.source.SourceMint;
import dev.postern.ingest.source.SourceRows;
import dev.postern.ingest.source.store.SourcePurge;
import dev.postern.ingest.source.store.SourceRow;
import dev.postern.ingest.source.store.SourceStore;
import dev.postern.ingest.source.store.TokenIndex;
import dev.postern.ingest.store.SourceGate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of the compliance report, of what really happened in a database. */
class SectionsTest {
  private static final TenantId ACME = new TenantId(new UUID(0x7000, 1));
  private static final TenantId OTHER = new TenantId(new UUID(0x7000, 2));
  private static final SecretText GOOD = SecretText.of("correct horse battery");
  private static final SecretText BAD = SecretText.of("wrong horse battery");
  private final AtomicLong numbers = new AtomicLong();
  private final IdSource ids = () -> new UUID(0x7000, 100 + numbers.incrementAndGet());
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private TestDatabase database;
  private TestPeople people;
  private TestSecrets secrets;
  private SourceCatalog sources;

  @BeforeEach
  void openStores() {
    database = TestDatabase.h2(new String[] {"core", "ingest"}, SourceRow.class);
    people = TestPeople.over(database, new Stamp(ids, () -> now));
    secrets = TestSecrets.over(database, () -> now, ids);
    sources =
        new SourceCatalog(
            new SourceRows(
                new SourceStore(database.entities(), new SourceGate(database.database())),
                new SourcePurge(database.database()),
                new SourceDirectory(
                    new TokenIndex(database.database()),
                    url -> List.of(),
                    ForkJoinPool.commonPool())),
            new SourceMint(
                secrets.vault(),
                () -> now,
                ids,
                PlatformConfig.from(new Settings(key -> Optional.empty()))),
            secrets.secrets(),
            secrets.trail(),
            database.transactions());
  }

  @AfterEach
  void close() {
    Acting.left();
    database.close();
  }

  @Test
  void log_ins_that_failed_are_counted_by_account_and_address_and_tenant() {
    User ada = people.users().create(ACME, "ada@example.com", GOOD, Role.ADMIN);
    User unused = people.users().create(OTHER, "bob@example.com", GOOD, Role.ADMIN);
    fail("ada@example.com", "192.0.2.7");
    now = now.plusSeconds(5);
    fail("ada@example.com", "192.0.2.7");
    fail("ada@example.com", "192.0.2.8");
    fail("bob@example.com", "192.0.2.7");
    fail("nobody@example.com", "192.0.2.7");

    assertThat(
            new LogInSection(people.trail(), people.users(), database.transactions())
                .failed(ACME, Instant.EPOCH)
                .rows())
        .containsExactly(
            List.of(ada.id().toString(), "ada@example.com", "192.0.2.7", "2", at(now)),
            List.of(ada.id().toString(), "ada@example.com", "192.0.2.8", "1", at(now)));
    assertThat(
            new LogInSection(people.trail(), people.users(), database.transactions())
                .failed(ACME, now.plusMillis(1))
                .rows())
        .isEmpty();
  }

  /** They are in no tenant's chain, and in no other section. */
  @Test
  void failed_log_ins_of_the_platforms_own_people_and_by_a_provider_are_counted_too() {
    User root = people.users().create(null, "root@example.com", GOOD, Role.PLATFORM_ADMIN);
    fail("root@example.com", "192.0.2.7");
    fail("nobody@example.com", "192.0.2.7");
    people
        .trail()
        .recordPlatform(
            Change.of("user.sign_in_refused", "identity", "sub-1").to(Map.of("reason", "NO_ROLE")));

    assertThat(
            new LogInSection(people.trail(), people.users(), database.transactions())
                .failedOfPlatform(Instant.EPOCH)
                .rows())
        .extracting(row -> row.subList(0, 2))
        .containsExactlyInAnyOrder(
            List.of(root.id().toString(), "root@example.com"), List.of("sub-1", ""));
  }

  @Test
  void addresses_that_named_nobody_or_were_made_to_wait_are_listed() {
    for (int i = 0; i < 21; i++) {
      fail("nobody" + i + "@example.com", "192.0.2.9");
    }
    fail("nobody@example.com", "192.0.2.7");

    assertThat(
            new AddressSection(people.trail(), people.throttle(), database.transactions())
                .suspicious(Instant.EPOCH)
                .rows())
        .containsExactly(
            List.of("192.0.2.7", "1", at(now), ""),
            List.of("192.0.2.9", "21", at(now), at(now.plusSeconds(1))));
  }

  @Test
  void a_secret_that_nobody_replaced_for_too_long_is_overdue_until_it_is_rotated() {
    Source old = source("Old");
    Instant made = now;
    now = now.plus(Duration.ofDays(91));
    Source unused = source("Young");
    SecretsSection section =
        new SecretsSection(secrets.secrets(), List.of(SecretsSection.sources(sources)));

    assertThat(section.overdue(ACME, now, Duration.ofDays(90)).rows())
        .containsExactly(List.of("source", old.id().toString(), "Old", at(made), "91"));
    assertThat(section.overdue(OTHER, now, Duration.ofDays(90)).rows()).isEmpty();

    SecretInfo rotated =
        sources.rotateSecret(
            ACME, old.id(), new SecretRotation(Optional.empty(), Duration.ZERO, false));
    assertThat(rotated.id()).isNotNull();
    assertThat(section.overdue(ACME, now, Duration.ofDays(90)).rows()).isEmpty();
  }

  @Test
  void signatures_that_failed_are_counted_by_source_and_reason() {
    Source stripe = source("Payments");
    RejectionStore store = new RejectionStore(database.database());
    RejectionLog log = new RejectionLog(store, new LocalReceivedFeed(), ids, () -> now);
    for (String reason :
        List.of("bad_signature", "bad_signature", "bad_signature", "payload_too_large")) {
      now = now.plusSeconds(1);
      log.record(
          new RefusedCall(
              ACME,
              stripe.id(),
              reason,
              "192.0.2." + now.getEpochSecond() % 2,
              () -> new RefusedCall.Detail(null, null, null),
              now));
    }
    log.flush();

    assertThat(
            new SignatureSection(new StoredRejections(store), sources)
                .failures(ACME, Instant.EPOCH)
                .rows())
        .containsExactly(
            List.of(
                stripe.id().toString(), "Payments", "bad_signature", "3", at(now.minusSeconds(1))));
  }

  @Test
  void what_is_of_no_tenant_is_shown_to_those_alone_who_run_the_platform() {
    ComplianceReports reports =
        new ComplianceReports(
            new SecretsSection(secrets.secrets(), List.of(SecretsSection.sources(sources))),
            new PeopleSection(people.users(), people.keys()),
            new LogInSection(people.trail(), people.users(), database.transactions()),
            new AddressSection(people.trail(), people.throttle(), database.transactions()),
            new SignatureSection(
                new StoredRejections(new RejectionStore(database.database())), sources),
            new Stamp(ids, () -> now));
    fail("nobody@example.com", "192.0.2.9");

    assertThat(words(reports, true))
        .containsExactly(
            "rotation_overdue",
            "can_reveal",
            "failed_log_ins",
            "failed_platform_log_ins",
            "log_in_addresses",
            "signature_failures");
    assertThat(words(reports, false))
        .containsExactly("rotation_overdue", "can_reveal", "failed_log_ins", "signature_failures");
  }

  private List<String> words(ComplianceReports reports, boolean ofPlatform) {
    Tenant acme = new Tenant(ACME, "acme", "Acme", now);
    return reports
        .of(new ComplianceReports.Question(acme, null, 90, ofPlatform))
        .sections()
        .stream()
        .map(ComplianceReport.Section::word)
        .toList();
  }

  private Source source(String name) {
    return sources
        .create(
            ACME,
            new SourceEdit(name, "stripe", true, SourceSettings.defaults()),
            new FirstSecret.Generated())
        .source();
  }

  private void fail(String email, String address) {
    Acting.arrived(new Origin(address, "req"));
    assertThat(people.signIn().tryPassword(email, BAD, address))
        .isInstanceOf(SignIn.Outcome.Refused.class);
  }

  private static String at(Instant instant) {
    return Json.timestamp(instant);
  }
}
