package dev.postern.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.access.store.UserStore;
import dev.postern.core.access.throttle.LoginThrottle;
import dev.postern.core.access.throttle.TestThrottle;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do when many knock at one door at the same time. */
abstract class SignInCrowdContract {
  private static final TenantId ACME = new TenantId(new UUID(1, 1));
  private static final String ADA = "ada@example.com";
  private static final SecretText GOOD = SecretText.of("correct horse battery");
  private static final SecretText BAD = SecretText.of("wrong horse battery");
  private final AtomicLong ids = new AtomicLong();
  private final AtomicInteger compared = new AtomicInteger();
  private final CountDownLatch never = new CountDownLatch(1);
  private final Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private TestDatabase database;
  private UserStore store;
  private AuditTrail trail;
  private LoginThrottle throttle;
  private Stamp stamp;

  abstract TestDatabase open();

  @BeforeEach
  void openAccounts() {
    database = open();
    stamp = new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> now);
    store = new UserStore(database.database());
    trail = new AuditTrail(new AuditStore(database.database()), database.transactions(), stamp);
    throttle = TestThrottle.over(database.database(), () -> now);
  }

  @AfterEach
  void close() {
    never.countDown();
    database.close();
  }

  @Test
  void of_a_crowd_at_one_account_no_more_are_compared_than_one_after_the_other() throws Exception {
    SignIn signIn =
        signIn(
            new PasswordBook((password, hash) -> {
              compared.incrementAndGet();
              return Passwords.matches(password, hash);
            }));

    List<SignIn.Outcome> outcomes = atOnce(60, i -> signIn.tryPassword(ADA, BAD, "192.0.2." + i));

    assertThat(compared).hasValue(6);
    assertThat(outcomes.stream().filter(SignIn.Outcome.Refused.class::isInstance)).hasSize(6);
    assertThat(outcomes.stream().filter(SignIn.Outcome.Throttled.class::isInstance)).hasSize(54);
  }

  @Test
  void of_a_crowd_from_one_address_no_more_are_compared_either() throws Exception {
    SignIn signIn = signIn(new PasswordBook((password, hash) -> compared.incrementAndGet() < 0));

    List<SignIn.Outcome> unused =
        atOnce(60, i -> signIn.tryPassword("user" + i + "@example.com", BAD, "192.0.2.7"));

    assertThat(compared).hasValue(21);
    assertThat(signIn.tryPassword(ADA, BAD, "192.0.2.8"))
        .as("an account that was turned away at the address is not counted")
        .isInstanceOf(SignIn.Outcome.Refused.class);
  }

  /** Or an office would lock itself out by logging in. */
  @Test
  void who_succeeds_leaves_the_address_as_it_was() {
    SignIn signIn = signIn(new PasswordBook(Passwords::matches));

    for (int i = 0; i < 25; i++) {
      assertThat(signIn.tryPassword(ADA, GOOD, "192.0.2.7"))
          .as("try %d", i)
          .isInstanceOf(SignIn.Outcome.SignedIn.class);
    }
  }

  @Test
  void a_password_waits_for_its_turn_and_not_for_ever() throws Exception {
    PasswordBook stuck =
        new PasswordBook(
            (password, hash) -> {
              compared.incrementAndGet();
              await(never);
              return false;
            },
            Duration.ofMillis(50));
    SignIn signIn = signIn(stuck);
    try (ExecutorService pool = Executors.newFixedThreadPool(PasswordBook.AT_ONCE)) {
      for (int i = 0; i < PasswordBook.AT_ONCE; i++) {
        String email = "user" + i + "@example.com";
        Future<?> unused = pool.submit(() -> signIn.tryPassword(email, BAD, null));
      }
      try {
        Awaitility.await().until(() -> compared.get() == PasswordBook.AT_ONCE);

        assertThat(signIn.tryPassword(ADA, GOOD, "192.0.2.7"))
            .isEqualTo(new SignIn.Outcome.Throttled(PasswordBook.LONGEST_WAIT));
        assertThat(database.database().query("select 1 from login_throttle", row -> true))
            .as("the four that are looked at; what was not looked at is not counted")
            .hasSize(PasswordBook.AT_ONCE);
      } finally {
        never.countDown();
      }
    }
  }

  private SignIn signIn(PasswordBook book) {
    Users users =
        new Users(
            store, new PasswordBook(Passwords::matches), trail, database.transactions(), stamp);
    User unused = users.create(ACME, ADA, GOOD, Role.ADMIN);
    return new SignIn(store, users, book, throttle);
  }

  private interface Knock {
    SignIn.Outcome at(int number);
  }

  private static List<SignIn.Outcome> atOnce(int threads, Knock each) throws Exception {
    CyclicBarrier together = new CyclicBarrier(threads);
    List<Future<SignIn.Outcome>> all = new ArrayList<>();
    List<SignIn.Outcome> outcomes = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        int number = i;
        all.add(
            pool.submit(() -> {
              together.await(30, TimeUnit.SECONDS);
              return each.at(number);
            }));
      }
      for (Future<SignIn.Outcome> done : all) {
        outcomes.add(done.get());
      }
    }
    return outcomes;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static class H2Test extends SignInCrowdContract {
    @Override
    TestDatabase open() {
      return TestDatabase.h2(new String[] {"core"});
    }
  }

  static class PostgresTest extends SignInCrowdContract {
    @Override
    TestDatabase open() {
      return TestDatabase.postgres(new String[] {"core"});
    }
  }
}
