package dev.postern.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.core.alert.store.AlertChannelStore;
import dev.postern.core.alert.store.AlertMessageStore;
import dev.postern.core.alert.store.AlertTestStore;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import dev.postern.core.egress.Corpus;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.fetch.GuardedHttp;
import dev.postern.core.id.NoticeId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.mail.MailConfig;
import dev.postern.core.mail.MailServer;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.TestVault;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every URL of the corpus as the target of an alert channel: stored, and told something. */
class AlertEgressTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final TenantId ACME = new TenantId(new UUID(0x7001, 1));
  private static final ConcurrentLinkedQueue<String> LOOKUPS = new ConcurrentLinkedQueue<>();
  private static final List<AlertKind> BY_URL = List.of(AlertKind.WEBHOOK, AlertKind.SLACK);
  private static TestDatabase database;
  private static AlertChannels channels;
  private static AlertSender sender;
  private static GuardedHttp http;

  @BeforeAll
  static void open() throws NoSuchAlgorithmException {
    database = TestDatabase.h2(new String[] {"core"});
    AtomicLong ids = new AtomicLong();
    Stamp stamp = new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> NOW);
    Settings settings = new Settings(key -> Optional.empty());
    channels =
        new AlertChannels(
            new AlertStores(
                new AlertChannelStore(database.database()),
                new AlertMessageStore(database.database(), database.transactions()),
                new AlertTestStore(database.database()),
                new AlertVault(TestVault.over(database.database()))),
            database.transactions(),
            new AuditTrail(new AuditStore(database.database()), database.transactions(), stamp),
            stamp,
            PlatformConfig.from(settings));
    EgressResolver inside =
        new EgressResolver(
            EgressPolicy::strict,
            (host, within) -> {
              LOOKUPS.add(host);
              return List.of(InetAddress.getByAddress(new byte[] {10, 0, 0, 5}));
            });
    http = new GuardedHttp(inside, SSLContext.getDefault());
    sender =
        new AlertSender(
            new AlertPost(http), new MailServer(MailConfig.from(settings)), stamp, settings);
  }

  @AfterAll
  static void close() {
    http.close();
    database.close();
  }

  @BeforeEach
  void forget() {
    LOOKUPS.clear();
  }

  static Stream<Corpus.Line> refusedByText() {
    return Corpus.urls().stream()
        .filter(
            line -> line.verdict().startsWith("REJECT_") && !line.verdict().equals("REJECT_DNS"));
  }

  static Stream<Corpus.Line> needingALookup() {
    return Corpus.urls().stream().filter(line -> line.verdict().equals("REJECT_DNS"));
  }

  static Stream<Corpus.Line> allowed() {
    return Corpus.urls().stream().filter(line -> line.verdict().equals("ALLOW"));
  }

  @ParameterizedTest
  @MethodSource("refusedByText")
  void a_bad_url_becomes_no_channel_and_hears_nothing(Corpus.Line line) {
    for (AlertKind kind : BY_URL) {
      Problem problem =
          catchThrowableOfType(
                  ProblemException.class, () -> channels.create(ACME, at(kind, line.input())))
              .problem();
      assertThat(problem.status()).isEqualTo(422);
      assertThat(problem.code()).isEqualTo("invalid_target");
      assertThat(problem.errors())
          .singleElement()
          .satisfies(error -> {
            assertThat(error.pointer()).isEqualTo("/target");
            assertThat(error.detail()).endsWith(" (" + line.refusal() + ")");
          });

      assertThat(told(kind, line.input())).isInstanceOf(AlertOutcome.Refused.class);
    }
    assertThat(LOOKUPS).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("needingALookup")
  void a_name_that_leads_inside_is_looked_up_once_and_not_dialled(Corpus.Line line) {
    for (AlertKind kind : BY_URL) {
      assertThat(told(kind, line.input())).isInstanceOf(AlertOutcome.Refused.class);
    }
    assertThat(LOOKUPS).hasSize(BY_URL.size());
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void a_good_url_is_taken_and_shown(Corpus.Line line) {
    for (AlertKind kind : BY_URL) {
      assertThat(channels.create(ACME, at(kind, line.input())).channel().target()).isNotBlank();
    }
  }

  private static NewAlertChannel at(AlertKind kind, String url) {
    return new NewAlertChannel(
        kind, url, null, new AlertChannel.Edit("A channel", true, AlertRules.usual()));
  }

  /** As if it had been stored before anybody looked. */
  private static AlertOutcome told(AlertKind kind, String url) {
    RaisedNotice notice =
        new RaisedNotice(
            new NoticeId(new UUID(0x7000, 0)),
            ACME,
            "endpoint.suspended",
            Notice.Severity.CRITICAL,
            "endpoint.suspended:1",
            "It is suspended.",
            Map.of(),
            NOW,
            NOW,
            1,
            null);
    return sender.send(
        "ntc_1",
        new AlertTarget(
            kind,
            SecretText.of(url),
            SecretText.of("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")),
        new AlertContent(notice, false, "Acme", "https://gate.example/", "key"));
  }
}
