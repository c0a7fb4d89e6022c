package dev.postern.adminui.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.access.Role;
import dev.postern.core.access.User;
import dev.postern.core.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AttendanceTest {
  private static final Instant CAME = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant END = CAME.plus(Duration.ofHours(8));
  private static final User ADA = account(1, CAME.minusSeconds(60));
  private final Map<String, Object> session = new HashMap<>();

  @Test
  void a_session_of_a_provider_counts_until_its_end_and_not_at_it() {
    signedIn();
    session.put(ConsoleSession.UNTIL, END.toString());

    assertThat(counts(END.minusMillis(1), ADA)).isTrue();
    assertThat(counts(END, ADA)).isFalse();
  }

  @Test
  void a_session_of_a_password_has_no_end_of_its_own() {
    signedIn();

    assertThat(counts(CAME.plus(Duration.ofDays(300)), ADA)).isTrue();
  }

  @Test
  void a_session_that_began_before_the_present_password_counts_no_more() {
    signedIn();

    assertThat(counts(END, account(1, CAME.plusMillis(1)))).isFalse();
    assertThat(counts(END, account(1, CAME))).isTrue();
    assertThat(counts(END, account(2, CAME))).as("somebody else's account").isFalse();
  }

  @Test
  void a_session_without_a_person_is_nobodys() {
    assertThat(Attendance.read(session::get)).isEmpty();
    session.put(ConsoleSession.USER, "usr_nonsense");
    assertThat(Attendance.read(session::get)).isEmpty();
  }

  @Test
  void a_session_that_does_not_say_since_when_proves_nothing() {
    session.put(ConsoleSession.USER, ADA.id().toString());

    assertThat(Attendance.read(session::get).orElseThrow().proven()).isEqualTo(Instant.EPOCH);
    assertThat(counts(CAME, ADA)).as("older than the password").isFalse();
  }

  private boolean counts(Instant now, User account) {
    return Attendance.read(session::get).orElseThrow().countsAt(now, account);
  }

  private void signedIn() {
    session.put(ConsoleSession.USER, ADA.id().toString());
    session.put(ConsoleSession.SINCE, CAME.toString());
    session.put(ConsoleSession.PROVEN, CAME.toString());
  }

  private static User account(long id, Instant passwordSetAt) {
    return new User(
        new UserId(new UUID(0x7000, id)),
        null,
        "ada@example.com",
        Role.PLATFORM_ADMIN,
        passwordSetAt,
        passwordSetAt,
        null);
  }
}
