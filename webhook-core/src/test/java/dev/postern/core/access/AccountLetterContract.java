package dev.postern.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.postern.core.access.store.AccountLinkStore;
import dev.postern.core.access.store.UserStore;
import dev.postern.core.access.throttle.TestThrottle;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.mail.MailConfig;
import dev.postern.core.mail.MailOutbox;
import dev.postern.core.mail.MailServer;
import dev.postern.core.mail.Postman;
import dev.postern.core.mail.store.MailStore;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.TestVault;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The letters with one-time links: they arrive at a real server, and not too many of them. */
abstract class AccountLetterContract {
  private static final TenantId ACME = new TenantId(new UUID(1, 1));
  private static final SecretText PASSWORD = SecretText.of("correct horse battery");
  private static final Pattern LINK =
      Pattern.compile("https://gate\\.example/password\\?token=(\\S+)");
  private final AtomicLong ids = new AtomicLong();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private GreenMail server;
  private TestDatabase database;
  private Users users;
  private MailOutbox outbox;
  private AccountLinks links;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void openAccounts() throws Exception {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    database = open("core");
    Stamp stamp = new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> now);
    UserStore store = new UserStore(database.database());
    users =
        new Users(
            store,
            new PasswordBook(Passwords::matches),
            new AuditTrail(new AuditStore(database.database()), database.transactions(), stamp),
            database.transactions(),
            stamp);
    outbox =
        new MailOutbox(
            new MailStore(database.database(), database.transactions()),
            new MailServer(
                new MailConfig(
                    Optional.of(
                        new MailConfig.Server(
                            "127.0.0.1", server.getSmtp().getPort(), false, null, null)),
                    "gate@example.com")),
            TestVault.over(database.database()),
            stamp);
    Map<String, String> settings = Map.of("postern.public.url", "https://gate.example");
    links =
        new AccountLinks(
            users,
            new AccountLinks.Tokens(new AccountLinkStore(database.database()), store, stamp),
            TestThrottle.resets(database.database(), () -> now),
            outbox,
            PlatformConfig.from(new Settings(key -> Optional.ofNullable(settings.get(key)))),
            database.transactions());
  }

  @AfterEach
  void close() {
    server.stop();
    database.close();
  }

  @Test
  void an_invitation_goes_by_mail_and_its_link_chooses_a_password() throws Exception {
    AccountLinks.Invited invited = links.invite(ACME, "ada@example.com", Role.DEVELOPER);
    assertThat(invited.link()).as("not shown to whoever invites").isEmpty();

    MimeMessage letter = letters().getFirst();
    assertThat(letter.getAllRecipients()[0]).hasToString("ada@example.com");
    assertThat(letter.getSubject()).isEqualTo("You are invited to Postern");
    assertThat(links.choose(token(letter), PASSWORD).email()).isEqualTo("ada@example.com");
  }

  @Test
  void a_forgotten_password_sends_a_link_to_its_account_and_nothing_to_a_stranger()
      throws Exception {
    users.invite(ACME, "ada@example.com", Role.VIEWER);

    links.forgotten("nobody@example.com", "192.0.2.1");
    links.forgotten(" ADA@example.com", "192.0.2.1");

    assertThat(letters()).hasSize(1);
    assertThat(letters().getFirst().getAllRecipients()[0]).hasToString("ada@example.com");
    String token = token(letters().getFirst());
    assertThat(links.valid(token)).isTrue();
    now = now.plusSeconds(3600);
    assertThat(links.valid(token)).isFalse();
  }

  @Test
  void nobody_fills_anothers_mailbox_from_however_many_addresses() {
    users.invite(ACME, "ada@example.com", Role.VIEWER);
    users.invite(ACME, "bob@example.com", Role.VIEWER);
    for (int i = 0; i < 50; i++) {
      links.forgotten(i % 2 == 0 ? "ada@example.com" : "Ada@Example.com ", "192.0.2." + i);
    }
    assertThat(letters()).hasSize(3);

    links.forgotten("bob@example.com", "192.0.2.1");
    assertThat(letters()).as("another account waits for nothing").hasSize(4);

    now = now.plusSeconds(3601);
    links.forgotten("ada@example.com", "192.0.2.1");
    assertThat(letters()).as("the owner is not kept out").hasSize(5);
  }

  @Test
  void one_address_asks_for_twenty_at_most() {
    for (int i = 0; i < 25; i++) {
      users.invite(ACME, "user" + i + "@example.com", Role.VIEWER);
      links.forgotten("user" + i + "@example.com", "192.0.2.1");
    }
    assertThat(letters()).hasSize(20);

    links.forgotten("user24@example.com", "192.0.2.2");
    assertThat(letters()).as("what was turned away cost the account nothing").hasSize(21);
  }

  private List<MimeMessage> letters() {
    Postman.goOnce(outbox);
    return List.of(server.getReceivedMessages());
  }

  private static String token(MimeMessage letter) throws Exception {
    Matcher link = LINK.matcher(letter.getContent().toString());
    assertThat(link.find()).as("a link").isTrue();
    return link.group(1);
  }

  static final class H2Test extends AccountLetterContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static final class PostgresTest extends AccountLetterContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
