package dev.postern.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.postern.core.config.GateCertificate;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.notice.store.NoticeStore;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When people are told that the nodes' own certificate ends, on every database. */
abstract class GateCertificateContract {
  private static final SecretText PASSWORD = SecretText.of("changeit");

  @TempDir static Path made;
  @TempDir Path folder;

  private final AtomicLong ids = new AtomicLong();
  private TestDatabase database;
  private Notices notices;
  private Path keyStore;
  private Instant end;
  private Instant now = Instant.EPOCH;

  abstract TestDatabase open(String... modules);

  @BeforeAll
  static void makeCertificates() throws Exception {
    make("short", 90);
    make("renewed", 180);
  }

  private static void make(String name, int days) throws Exception {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "gate",
                "-dname",
                "CN=gate.example.com",
                "-validity",
                Integer.toString(days),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD.reveal(),
                "-keystore",
                made.resolve(name).toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @BeforeEach
  void openNotices() throws Exception {
    database = open("core");
    notices =
        new Notices(
            new NoticeStore(database.database()), database.transactions(), stamp(), changed -> {});
    keyStore = Files.copy(made.resolve("short"), folder.resolve("gate.p12"));
    end = gate().current().getNotAfter().toInstant();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void platform_is_told_from_three_weeks_before_on_and_urgently_in_the_last_days() {
    before(GateCertificateWatch.AHEAD.plusSeconds(1));
    assertThat(open()).as("a moment too early").isEmpty();

    before(GateCertificateWatch.AHEAD);
    before(Duration.ofDays(20));
    assertThat(open())
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.tenant()).isNull();
          assertThat(notice.severity()).isEqualTo(Notice.Severity.WARNING);
          assertThat(notice.count()).isEqualTo(2);
          assertThat(notice.sentence())
              .contains("CN=gate.example.com", "ends " + Json.timestamp(end), keyStore.toString())
              .doesNotContain(PASSWORD.reveal());
        });

    before(GateCertificateWatch.LAST_DAYS.plusSeconds(1));
    assertThat(open()).as("still the one").hasSize(1);
    before(GateCertificateWatch.LAST_DAYS);
    before(Duration.ofHours(-1));
    assertThat(open())
        .hasSize(2)
        .allSatisfy(
            notice -> assertThat(notice.sentence()).contains("ended " + Json.timestamp(end)))
        .extracting(RaisedNotice::severity)
        .containsExactlyInAnyOrder(Notice.Severity.WARNING, Notice.Severity.CRITICAL);
  }

  @Test
  void renewed_certificate_ends_the_incident_once_no_node_shows_the_old_one() throws Exception {
    before(Duration.ofDays(10));
    Path old = Files.copy(keyStore, folder.resolve("other-node.p12"));
    Files.write(keyStore, Files.readAllBytes(made.resolve("renewed")));

    now = now.plus(Duration.ofHours(2));
    watch(Optional.of(new GateCertificate(8443, old, PASSWORD))).round();
    now = now.plus(Duration.ofHours(2));
    watch(Optional.of(gate())).round();
    assertThat(open()).as("another node told of it two hours ago").hasSize(1);

    now = now.plus(Duration.ofHours(2));
    watch(Optional.empty()).round();
    assertThat(open()).isEmpty();
  }

  @Test
  void tenants_certificates_are_none_of_its_business() {
    now = end.minus(Duration.ofDays(100));
    TenantId tenant = new TenantId(new UUID(0x7001, 1));
    notices.raise(
        new Notice(tenant, GateCertificateWatch.KIND, Notice.Severity.WARNING, "x", "x", Map.of()));

    now = now.plus(Duration.ofDays(1));
    watch(Optional.of(gate())).round();

    assertThat(open()).hasSize(1);
  }

  @Test
  void round_without_the_file_does_not_end_the_rounds() throws Exception {
    Files.delete(keyStore);

    assertThatCode(() -> watch(Optional.of(gate())).round()).doesNotThrowAnyException();
  }

  private void before(Duration left) {
    now = end.minus(left);
    watch(Optional.of(gate())).round();
  }

  private GateCertificate gate() {
    return new GateCertificate(8443, keyStore, PASSWORD);
  }

  private GateCertificateWatch watch(Optional<GateCertificate> gate) {
    return new GateCertificateWatch(gate, notices, database.transactions(), stamp());
  }

  private Stamp stamp() {
    return new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> now);
  }

  private List<RaisedNotice> open() {
    return notices.open(GateCertificateWatch.KIND);
  }

  static class H2Test extends GateCertificateContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static class PostgresTest extends GateCertificateContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
