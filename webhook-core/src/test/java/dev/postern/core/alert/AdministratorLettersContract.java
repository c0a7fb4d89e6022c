package dev.postern.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.access.Role;
import dev.postern.core.access.User;
import dev.postern.core.id.Mode;
import dev.postern.core.id.TenantId;
import dev.postern.core.id.UserId;
import dev.postern.core.mail.Postman;
import dev.postern.core.notice.Notice;
import dev.postern.core.store.TestDatabase;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told when nobody has said who is to be told, on every database and by real mail. */
abstract class AdministratorLettersContract extends AlertsWired {
  @BeforeEach
  void people() {
    administrators.add(person(acme, "ada@acme.example"));
    administrators.add(person(acme, "bob@acme.example"));
    administrators.add(person(null, "root@gate.example"));
  }

  @Test
  void every_administrator_is_told_of_a_suspension_and_how_that_ends() throws Exception {
    raise("https://r.example/ is suspended: 10 failures.");
    raise("https://r.example/ is suspended: 11 failures.");

    assertThat(sent()).containsExactly("ada@acme.example", "bob@acme.example");
    MimeMessage letter = mail.getReceivedMessages()[0];
    assertThat(letter.getSubject()).isEqualTo("[Postern] critical: endpoint suspended (Acme)");
    assertThat(String.valueOf(letter.getContent()))
        .contains("https://r.example/ is suspended: 10 failures.")
        .contains("https://gate.example/t/acme/notices")
        .contains("because there is no alert channel yet");

    notices.resolve(acme, "endpoint.suspended:ep_1");
    assertThat(sent()).as("its end is no trouble").hasSize(2);
  }

  @Test
  void the_platforms_own_trouble_is_told_to_its_own_and_what_is_minor_to_nobody() throws Exception {
    notices.raise(notice(null, "slow", Notice.Severity.WARNING, "Slow."));
    notices.raise(notice(acme, "fine", Notice.Severity.INFO, "Fine."));
    notices.raise(notice(acme.in(Mode.TEST), "trial", Notice.Severity.CRITICAL, "A trial."));

    assertThat(sent()).containsExactly("root@gate.example");
  }

  @Test
  void whoever_has_a_channel_even_a_disabled_one_has_said_who_is_told() throws Exception {
    AlertChannels.Made own =
        create(
            acme,
            AlertKind.WEBHOOK,
            target.url("/own"),
            new AlertRules(Notice.Severity.CRITICAL, List.of("source.*"), false));
    create(
        null,
        AlertKind.WEBHOOK,
        target.url("/all"),
        new AlertRules(Notice.Severity.WARNING, List.of(), true));
    raise("Suspended.");
    AlertChannel unused =
        channels.update(
            acme,
            own.channel().id(),
            edit -> new AlertChannel.Edit(edit.name(), false, edit.rules()));
    notices.raise(notice(acme, "old", Notice.Severity.WARNING, "Old."));
    assertThat(sent()).isEmpty();

    channels.delete(acme, own.channel().id());
    notices.raise(notice(acme, "older", Notice.Severity.WARNING, "Older."));
    assertThat(sent()).as("the platform's channel is not theirs").hasSize(2);
  }

  @Test
  void what_becomes_severer_is_told_again() throws Exception {
    notices.raise(notice(acme, "queue", Notice.Severity.WARNING, "Slow."));
    notices.raise(notice(acme, "queue", Notice.Severity.CRITICAL, "Stuck."));
    assertThat(sent()).hasSize(4);
  }

  @Test
  void a_flood_fills_no_mailbox() throws Exception {
    for (int i = 0; i < AlertPace.MOST + 5; i++) {
      notices.raise(notice(acme, "n" + i, Notice.Severity.WARNING, "Number " + i));
    }
    assertThat(sent()).hasSize(2 * AlertPace.MOST);
    notices.raise(notice(null, "other", Notice.Severity.WARNING, "Another's."));
    assertThat(sent()).hasSize(2 * AlertPace.MOST + 1);

    now = now.plus(Duration.ofMinutes(11));
    notices.raise(notice(acme, "later", Notice.Severity.WARNING, "Later."));
    assertThat(sent()).hasSize(2 * AlertPace.MOST + 3);
  }

  /** To whom, in order, after all that waits was sent. */
  private List<String> sent() throws MessagingException {
    Postman.goOnce(letters);
    List<String> to = new ArrayList<>();
    for (MimeMessage letter : mail.getReceivedMessages()) {
      to.add(letter.getAllRecipients()[0].toString());
    }
    return to;
  }

  private User person(@Nullable TenantId tenant, String email) {
    Role role = tenant == null ? Role.PLATFORM_ADMIN : Role.ADMIN;
    UserId id = new UserId(new UUID(0x7002, ids.incrementAndGet()));
    return new User(id, tenant, email, role, now, now, now);
  }

  static final class H2Test extends AdministratorLettersContract {
    @Override
    TestDatabase open() {
      return TestDatabase.h2(new String[] {"core"});
    }
  }

  static final class PostgresTest extends AdministratorLettersContract {
    @Override
    TestDatabase open() {
      return TestDatabase.postgres(new String[] {"core"});
    }
  }
}
