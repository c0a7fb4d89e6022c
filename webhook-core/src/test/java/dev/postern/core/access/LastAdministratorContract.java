package dev.postern.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.access.store.UserStore;
import dev.postern.core.id.Stamp;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do so that somebody can always sign in to run the platform. */
abstract class LastAdministratorContract {
  private static final SecretText GOOD = SecretText.of("correct horse battery");
  private final AtomicLong ids = new AtomicLong();
  private final Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private TestDatabase database;
  private Users users;
  private FederatedPeople federated;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void openAccounts() {
    database = open("core");
    Stamp stamp = new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> now);
    TestPeople people = TestPeople.over(database, stamp);
    users = people.users();
    federated =
        new FederatedPeople(users, new UserStore(database.database()), people.trail(), stamp);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whoever_was_invited_and_never_came_takes_nobodys_place() {
    User root = users.create(null, "root@example.com", GOOD, Role.PLATFORM_ADMIN);
    User invited = users.invite(null, "invited@example.com", Role.PLATFORM_ADMIN);

    stays(root);
    users.delete(null, invited.id());
    stays(root);
  }

  @Test
  void whoever_took_up_the_invitation_does() {
    User root = users.create(null, "root@example.com", GOOD, Role.PLATFORM_ADMIN);
    User invited = users.invite(null, "invited@example.com", Role.PLATFORM_ADMIN);
    User came = users.setPassword(invited, GOOD);

    users.delete(null, root.id());
    assertThat(users.find(root.id())).isEmpty();
    stays(came);
  }

  @Test
  void whoever_came_by_a_provider_counts_without_a_password() {
    User root = users.create(null, "root@example.com", GOOD, Role.PLATFORM_ADMIN);
    User provided = federated.provision(null, "sso@example.com", Role.PLATFORM_ADMIN);
    stays(root);
    federated.signedIn(provided, ProviderProof.FRESH);

    users.delete(null, root.id());
    assertThat(users.find(root.id())).isEmpty();
    stays(provided);
  }

  /** A platform whose key invites the first ones: nobody has come yet. */
  @Test
  void of_those_who_are_all_still_invited_one_stays() {
    User first = users.invite(null, "first@example.com", Role.PLATFORM_ADMIN);
    User second = users.invite(null, "second@example.com", Role.PLATFORM_ADMIN);

    users.delete(null, first.id());
    stays(second);
  }

  @Test
  void two_who_remove_each_other_at_once_do_not_both_go() throws Exception {
    User first = users.create(null, "first@example.com", GOOD, Role.PLATFORM_ADMIN);
    User second = users.create(null, "second@example.com", GOOD, Role.PLATFORM_ADMIN);
    users.invite(null, "invited@example.com", Role.PLATFORM_ADMIN);

    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      List<Future<Boolean>> gone = pool.invokeAll(List.of(removal(first), removal(second)));
      assertThat(List.of(gone.get(0).get(), gone.get(1).get()))
          .containsExactlyInAnyOrder(true, false);
    }
  }

  private Callable<Boolean> removal(User user) {
    return () -> {
      try {
        users.delete(null, user.id());
        return true;
      } catch (ProblemException refused) {
        assertThat(refused.problem().code()).isEqualTo("last_administrator");
        return false;
      }
    };
  }

  private void stays(User user) {
    assertThatThrownBy(() -> users.delete(null, user.id()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("last_administrator"));
    assertThat(users.find(user.id())).isPresent();
  }

  static class H2Test extends LastAdministratorContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static class PostgresTest extends LastAdministratorContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
