package dev.postern.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.postern.core.id.Stamp;
import dev.postern.core.mail.store.MailStore;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.TestVault;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for mail, with a real server at the other end. */
abstract class MailOutboxContract {
  private final AtomicLong ids = new AtomicLong();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private GreenMail server;
  private TestDatabase database;
  private MailOutbox outbox;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void openOutbox() throws Exception {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    database = open("core");
    outbox = outbox(server.getSmtp().getPort());
  }

  @AfterEach
  void close() {
    server.stop();
    database.close();
  }

  @Test
  void a_letter_arrives_once_as_it_was_written() throws Exception {
    outbox.post(new Letter("ada@example.com", "Endpoint süspended", "It failed 10 times.\nSee →"));
    outbox.sendDue();
    outbox.sendDue();

    assertThat(server.getReceivedMessages()).hasSize(1);
    MimeMessage message = server.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("Endpoint süspended");
    assertThat(message.getFrom()[0]).hasToString("gate@example.com");
    assertThat(message.getAllRecipients()[0]).hasToString("ada@example.com");
    assertThat(message.getContent().toString().strip())
        .isEqualToNormalizingNewlines("It failed 10 times.\nSee →");
    assertThat(GreenMailUtil.getHeaders(message)).contains("Auto-Submitted: auto-generated");
  }

  @Test
  void a_letter_of_a_rolled_back_transaction_is_not_sent() {
    try {
      database
          .transactions()
          .run(() -> {
            outbox.post(new Letter("ada@example.com", "No", "No."));
            throw new IllegalStateException("rolled back");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("rolled back");
    }
    outbox.sendDue();

    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_letter_waits_while_the_server_is_away_and_leaves_when_it_is_back() throws Exception {
    MailOutbox away = outbox(closedPort());
    away.post(new Letter("ada@example.com", "Later", "Patience."));
    away.sendDue();
    outbox.sendDue();
    assertThat(server.getReceivedMessages()).as("not before its time").isEmpty();

    now = now.plusSeconds(30);
    outbox.sendDue();
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void a_letter_is_given_up_after_a_day() throws Exception {
    MailOutbox away = outbox(closedPort());
    away.post(new Letter("ada@example.com", "Never", "Too late."));
    now = now.plus(MailOutbox.KEPT).plus(Duration.ofSeconds(1));
    away.sendDue();
    now = now.plus(Duration.ofDays(30));
    outbox.sendDue();

    assertThat(server.getReceivedMessages()).isEmpty();
    assertThat(rows()).isZero();
  }

  @Test
  void what_waits_is_sealed() throws Exception {
    MailOutbox away = outbox(closedPort());
    away.post(new Letter("ada@example.com", "A link", "https://gate/password?token=s3cret"));
    byte[] sealed =
        database
            .database()
            .query("select sealed from mail_message", row -> row.bytes("sealed"))
            .get(0);

    assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("s3cret");
  }

  private long rows() {
    return database
        .database()
        .query("select count(*) as n from mail_message", row -> row.number("n"))
        .get(0);
  }

  private MailOutbox outbox(int port) throws Exception {
    MailConfig config =
        new MailConfig(
            Optional.of(new MailConfig.Server("127.0.0.1", port, false, null, null)),
            "gate@example.com");
    return new MailOutbox(
        new MailStore(database.database(), database.transactions()),
        new MailServer(config),
        TestVault.over(database.database()),
        new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> now));
  }

  private static int closedPort() throws java.io.IOException {
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  static class H2Test extends MailOutboxContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static class PostgresTest extends MailOutboxContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
