package dev.postern.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.access.store.AccountLinkStore;
import dev.postern.core.access.store.SetupTokenStore;
import dev.postern.core.access.store.UserStore;
import dev.postern.core.access.throttle.LoginThrottle;
import dev.postern.core.access.throttle.TestThrottle;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import dev.postern.core.id.Mode;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.mail.MailConfig;
import dev.postern.core.mail.MailOutbox;
import dev.postern.core.mail.MailServer;
import dev.postern.core.mail.store.MailStore;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.TestVault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for accounts, links and log-ins. */
abstract class PeopleContract {
  private static final TenantId ACME = new TenantId(new UUID(1, 1));
  private static final TenantId OTHER = new TenantId(new UUID(1, 2));
  private static final SecretText GOOD = SecretText.of("correct horse battery");
  private static final SecretText BAD = SecretText.of("wrong horse battery");
  private static final Class<?> ADMITTED = LoginThrottle.Try.Admitted.class;
  private final AtomicLong ids = new AtomicLong();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private TestDatabase database;
  private AuditTrail trail;
  private Users users;
  private SignIn signIn;
  private final AtomicInteger compared = new AtomicInteger();
  private AccountLinks links;
  private LoginThrottle throttle;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void openAccounts() throws Exception {
    database = open("core");
    Stamp stamp = new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> now);
    UserStore store = new UserStore(database.database());
    PasswordBook book =
        new PasswordBook((password, hash) -> {
          compared.incrementAndGet();
          return Passwords.matches(password, hash);
        });
    trail = new AuditTrail(new AuditStore(database.database()), database.transactions(), stamp);
    users = new Users(store, book, trail, database.transactions(), stamp);
    throttle = TestThrottle.over(database.database(), () -> now);
    signIn = new SignIn(store, users, book, throttle);
    links =
        new AccountLinks(
            users,
            new AccountLinks.Tokens(new AccountLinkStore(database.database()), store, stamp),
            TestThrottle.resets(database.database(), () -> now),
            new MailOutbox(
                new MailStore(database.database(), database.transactions()),
                new MailServer(new MailConfig(Optional.empty(), "gate@example.com")),
                TestVault.over(database.database()),
                stamp),
            PlatformConfig.from(new Settings(key -> Optional.empty())),
            database.transactions());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void an_invited_person_chooses_a_password_once_and_signs_in() {
    AccountLinks.Invited invited = links.invite(ACME, " Ada@Example.com ", Role.DEVELOPER);
    assertThat(invited.user().email()).isEqualTo("ada@example.com");
    assertThat(tryIt("ada@example.com", GOOD)).isInstanceOf(SignIn.Outcome.Refused.class);

    String token = token(invited);
    assertThat(links.valid(token)).isTrue();
    links.choose(token, GOOD);
    assertThat(links.valid(token)).isFalse();
    assertThatThrownBy(() -> links.choose(token, BAD))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo("bad_link"));
    assertThat(tryIt("ADA@example.com", GOOD)).isInstanceOf(SignIn.Outcome.SignedIn.class);
    assertThat(actions(ACME))
        .containsExactly(
            "user.signed_in", "user.password_set", "user.sign_in_refused", "user.invited");
  }

  @Test
  void an_invitation_ends_after_seven_days() {
    String token = token(links.invite(ACME, "ada@example.com", Role.VIEWER));

    now = now.plus(Duration.ofDays(7)).minusMillis(1);
    assertThat(links.valid(token)).isTrue();
    now = now.plusMillis(1);
    assertThat(links.valid(token)).isFalse();
  }

  @Test
  void an_invitation_that_ended_is_renewed_until_the_person_came() {
    AccountLinks.Invited invited = links.invite(ACME, "ada@example.com", Role.VIEWER);
    now = now.plus(Duration.ofDays(8));

    String renewed = token(links.renew(ACME, invited.user().id()));
    String again = token(links.renew(ACME, invited.user().id()));

    assertThat(links.valid(renewed)).as("the older one").isFalse();
    assertThat(links.choose(again, GOOD).email()).isEqualTo("ada@example.com");
    assertThat(actions(ACME)).contains("user.invitation_renewed");
    assertThatThrownBy(() -> links.renew(ACME, invited.user().id()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("already_active"));
    assertThatThrownBy(() -> links.renew(OTHER, invited.user().id()))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void a_password_that_is_refused_leaves_the_link_usable() {
    String token = token(links.invite(ACME, "ada@example.com", Role.VIEWER));

    assertThatThrownBy(() -> links.choose(token, SecretText.of("short")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("invalid_password"));
    assertThat(links.valid(token)).isTrue();
  }

  @Test
  void a_new_password_ends_the_sessions_that_began_before_it() {
    User ada = users.create(ACME, "ada@example.com", GOOD, Role.ADMIN);
    Instant login = now.plusSeconds(5);
    assertThat(ada.honours(login)).isTrue();

    now = now.plusSeconds(10);
    User later = users.setPassword(ada, SecretText.of("another horse battery"));
    assertThat(later.honours(login)).isFalse();
    assertThat(later.honours(now)).isTrue();
  }

  @Test
  void after_five_failures_the_account_waits_whether_it_exists_or_not() {
    users.create(ACME, "ada@example.com", GOOD, Role.ADMIN);
    for (String email : List.of("ada@example.com", "nobody@example.com")) {
      for (int i = 0; i < 6; i++) {
        assertThat(tryIt(email, BAD)).as("try %d", i).isInstanceOf(SignIn.Outcome.Refused.class);
      }
      assertThat(tryIt(email, GOOD)).isEqualTo(new SignIn.Outcome.Throttled(Duration.ofSeconds(1)));
    }
    now = now.plusSeconds(1);
    assertThat(tryIt("ada@example.com", GOOD)).isInstanceOf(SignIn.Outcome.SignedIn.class);
    for (int i = 0; i < 6; i++) {
      assertThat(tryIt("ada@example.com", BAD))
          .as("what was before is forgotten, try %d", i)
          .isInstanceOf(SignIn.Outcome.Refused.class);
    }
  }

  @Test
  void an_address_that_tries_many_accounts_waits_too() {
    users.create(ACME, "ada@example.com", GOOD, Role.ADMIN);
    for (int i = 0; i < 21; i++) {
      signIn.tryPassword("user" + i + "@example.com", BAD, "192.0.2.9");
    }

    assertThat(signIn.tryPassword("ada@example.com", GOOD, "192.0.2.9"))
        .isEqualTo(new SignIn.Outcome.Throttled(Duration.ofSeconds(1)));
    assertThat(signIn.tryPassword("ada@example.com", GOOD, "192.0.2.10"))
        .isInstanceOf(SignIn.Outcome.SignedIn.class);
  }

  @Test
  void a_refused_try_costs_the_same_work_whoever_it_names() {
    users.create(ACME, "ada@example.com", GOOD, Role.ADMIN);
    users.create(null, "root@example.com", GOOD, Role.PLATFORM_ADMIN);
    links.invite(ACME, "invited@example.com", Role.VIEWER);
    SecretText endless = SecretText.of("x".repeat(100_000));
    for (SecretText password : List.of(BAD, endless)) {
      for (String email :
          List.of(
              "ada@example.com", "root@example.com", "invited@example.com", "no@example.com", "")) {
        int entries = entries(ACME).size() + entries(null).size();
        compared.set(0);
        assertThat(tryIt(email, password)).isInstanceOf(SignIn.Outcome.Refused.class);
        assertThat(compared).as("hashes for " + email).hasValue(1);
        assertThat(entries(ACME).size() + entries(null).size() - entries)
            .as("entries for " + email)
            .isEqualTo(1);
      }
    }
  }

  @Test
  void of_a_try_with_an_unknown_account_only_the_address_is_kept() {
    tryIt("my-password-in-the-wrong-field", BAD);

    AuditEntry entry = entries(null).getFirst();
    assertThat(entry.action()).isEqualTo("user.sign_in_refused");
    assertThat(entry.targetType() + " " + entry.targetId()).isEqualTo("address 192.0.2.7");
    assertThat(entry.toString()).doesNotContain("my-password");
  }

  @Test
  void who_had_to_wait_is_listed_by_address_whatever_account_they_named() {
    for (int i = 0; i < 21; i++) {
      assertThat(throttle.admit("user" + i + "@example.com", "192.0.2.9")).isInstanceOf(ADMITTED);
      assertThat(throttle.admit("more" + i + "@example.com", i < 20 ? "192.0.2.7" : null))
          .isInstanceOf(ADMITTED);
    }
    assertThat(throttle.waiting())
        .as("not the one with twenty failures, which are free")
        .containsExactly(new LoginThrottle.Waiting("192.0.2.9", 21, now, now.plusSeconds(1)));
    now = now.plus(Duration.ofMinutes(61));
    assertThat(throttle.waiting()).isEmpty();
  }

  @Test
  void people_of_another_tenant_are_not_found() {
    User ada = users.create(ACME, "ada@example.com", GOOD, Role.ADMIN);
    User root = users.create(null, "root@example.com", GOOD, Role.PLATFORM_ADMIN);

    assertThatThrownBy(() -> users.get(OTHER, ada.id())).hasMessageContaining("user");
    assertThatThrownBy(() -> users.get(ACME, root.id())).hasMessageContaining("user");
    assertThat(users.list(OTHER, PageRequest.first(5)).data()).isEmpty();
    assertThat(users.list(null, PageRequest.first(5)).data()).containsExactly(root);
    assertThat(users.administrators(ACME)).containsExactly(ada);
  }

  @Test
  void the_last_platform_administrator_stays() {
    User root = users.create(null, "root@example.com", GOOD, Role.PLATFORM_ADMIN);
    assertThatThrownBy(() -> users.delete(null, root.id()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("last_administrator"));

    users.create(null, "second@example.com", GOOD, Role.PLATFORM_ADMIN);
    users.delete(null, root.id());
    assertThat(users.find(root.id())).isEmpty();
    assertThat(actions(null)).containsExactly("user.deleted", "user.created", "user.created");
  }

  @Test
  void a_changed_role_is_in_the_trail_with_both_roles() {
    User ada = users.create(ACME, "ada@example.com", GOOD, Role.VIEWER);
    assertThat(users.changeRole(ACME, ada.id(), Role.ADMIN).role()).isEqualTo(Role.ADMIN);
    users.changeRole(ACME, ada.id(), Role.ADMIN);

    AuditEntry entry = entries(ACME).get(0);
    assertThat(entry.action()).isEqualTo("user.role_changed");
    assertThat(entry.before()).contains("\"role\":\"viewer\"");
    assertThat(entry.after()).contains("\"role\":\"admin\"");
    assertThat(entries(ACME)).as("a change that changes nothing leaves nothing").hasSize(2);
  }

  @Test
  void an_address_typed_in_another_form_of_its_letters_is_the_same_account() {
    users.create(ACME, "jos\u00e9@example.com", GOOD, Role.VIEWER);

    assertThat(tryIt("JOSE\u0301@example.com", GOOD)).isInstanceOf(SignIn.Outcome.SignedIn.class);
    assertThatThrownBy(() -> users.create(ACME, "jose\u0301@\uff45xample.com", GOOD, Role.VIEWER))
        .hasMessageStartingWith("email_taken");
  }

  @Test
  void nothing_that_is_typed_at_the_door_breaks_it() {
    users.create(ACME, "ada@example.com", GOOD, Role.VIEWER);
    for (String email : List.of("", "ada\u0000@example.com", "\ud800@x", "a@" + "b".repeat(9000))) {
      assertThat(tryIt(email, GOOD)).as(email).isInstanceOf(SignIn.Outcome.Refused.class);
      links.forgotten(email, null);
    }
    assertThat(tryIt("ada@example.com", SecretText.of("x".repeat(1_000_000))))
        .isInstanceOf(SignIn.Outcome.Refused.class);
  }

  @Test
  void a_link_used_by_many_at_once_works_for_one() throws Exception {
    String token = token(links.invite(ACME, "ada@example.com", Role.VIEWER));
    FirstAdministrator first = firstAdministrator(Map.of());
    users.delete(ACME, users.list(ACME, PageRequest.first(1)).data().getFirst().id());
    String setup = first.prepare().orElseThrow().reveal();
    String setupToken = setup.substring(setup.indexOf("token=") + 6);
    assertThat(links.valid(token)).as("an invitation ends with its account").isFalse();

    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String email = "root" + i + "@example.com";
      all.add(() -> {
        try {
          return first.complete(setupToken, email, GOOD).role() == Role.PLATFORM_ADMIN;
        } catch (ProblemException refused) {
          assertThat(refused.problem().code()).isEqualTo("bad_setup_token");
          return false;
        }
      });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      int made = 0;
      for (Future<Boolean> done : pool.invokeAll(all)) {
        made += done.get() ? 1 : 0;
      }
      assertThat(made).isEqualTo(1);
    }
    assertThat(users.list(null, PageRequest.first(5)).data()).hasSize(1);
  }

  @Test
  void nodes_that_start_at_once_print_links_of_which_one_works() throws Exception {
    FirstAdministrator first = firstAdministrator(Map.of());
    Set<String> links = new HashSet<>();
    for (Optional<SecretText> printed : atOnce(8, first::prepare)) {
      links.add(printed.orElseThrow().reveal());
    }

    assertThat(links).hasSize(8);
    assertThat(links.stream().map(link -> link.substring(link.indexOf("token=") + 6)))
        .filteredOn(first::valid)
        .hasSize(1);
  }

  @Test
  void nodes_that_start_at_once_make_one_account_of_the_configured_administrator()
      throws Exception {
    FirstAdministrator first =
        firstAdministrator(
            Map.of(
                "postern.admin.email", "root@example.com",
                "postern.admin.password", "a long enough password"));

    assertThat(atOnce(8, first::prepare)).containsOnly(Optional.empty());
    assertThat(users.list(null, PageRequest.first(5)).data())
        .extracting(User::email)
        .containsExactly("root@example.com");
  }

  @Test
  void a_node_without_the_console_prints_no_link_and_ends_none() {
    FirstAdministrator console = firstAdministrator(Map.of());
    String link = console.prepare().orElseThrow().reveal();

    assertThat(firstAdministrator(Map.of("postern.roles", "ingest,deliver")).prepare()).isEmpty();

    assertThat(console.valid(link.substring(link.indexOf("token=") + 6))).isTrue();
  }

  private FirstAdministrator firstAdministrator(Map<String, String> settings) {
    return new FirstAdministrator(
        users,
        new SetupTokenStore(database.database()),
        PlatformConfig.from(new Settings(key -> Optional.ofNullable(settings.get(key)))),
        database.transactions(),
        () -> now);
  }

  private static <T> List<T> atOnce(int threads, Callable<T> each) throws Exception {
    CyclicBarrier together = new CyclicBarrier(threads);
    List<Callable<T>> all =
        Collections.nCopies(
            threads,
            () -> {
              together.await(30, TimeUnit.SECONDS);
              return each.call();
            });
    List<T> answers = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<T> done : pool.invokeAll(all)) {
        answers.add(done.get());
      }
    }
    return answers;
  }

  @Test
  void a_change_of_role_and_a_deletion_count_for_a_session_that_is_open() {
    User ada = users.create(ACME, "ada@example.com", GOOD, Role.ADMIN);
    users.changeRole(ACME, ada.id(), Role.VIEWER);
    assertThat(users.find(ada.id()).orElseThrow().caller().may(Permission.WRITE)).isFalse();
    users.delete(ACME, ada.id());
    assertThat(users.find(ada.id())).isEmpty();
  }

  @Test
  void nobody_is_put_into_a_test_mode() {
    assertThatThrownBy(() -> links.invite(ACME.in(Mode.TEST), "ada@example.com", Role.VIEWER))
        .hasMessageStartingWith("live_mode_only");
  }

  private SignIn.Outcome tryIt(String email, SecretText password) {
    return signIn.tryPassword(email, password, "192.0.2.7");
  }

  private static String token(AccountLinks.Invited invited) {
    String link = invited.link().orElseThrow().reveal();
    return link.substring(link.indexOf("token=") + 6);
  }

  private List<String> actions(@Nullable TenantId tenant) {
    return entries(tenant).stream().map(AuditEntry::action).toList();
  }

  private List<AuditEntry> entries(@Nullable TenantId tenant) {
    UUID chain = tenant == null ? AuditTrail.PLATFORM : tenant.uuid();
    return trail.list(chain, AuditFilter.ALL, PageRequest.first(20)).data();
  }

  static class H2Test extends PeopleContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static class PostgresTest extends PeopleContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
