package dev.postern.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.access.oidc.GroupRoles;
import dev.postern.core.access.oidc.OidcClaims;
import dev.postern.core.access.oidc.OidcSignIn;
import dev.postern.core.access.oidc.OidcSignIn.Refusal;
import dev.postern.core.access.store.IdentityStore;
import dev.postern.core.access.store.UserStore;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who comes in by a provider, and who does not. */
abstract class OidcSignInContract {
  private static final TenantId ACME = new TenantId(new UUID(1, 1));
  private static final GroupRoles ROLES =
      GroupRoles.parse(
          "roots=platform_admin,devs=acme:developer,leads=acme:admin,lost=nowhere:viewer");
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private final AtomicLong ids = new AtomicLong();
  private TestDatabase database;
  private AuditTrail trail;
  private Users users;
  private OidcSignIn signIn;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void openAccounts() {
    database = open("core");
    Stamp stamp = new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> NOW);
    UserStore store = new UserStore(database.database());
    trail = new AuditTrail(new AuditStore(database.database()), database.transactions(), stamp);
    users =
        new Users(
            store,
            new PasswordBook((password, hash) -> false),
            trail,
            database.transactions(),
            stamp);
    signIn =
        new OidcSignIn(
            new IdentityStore(database.database()),
            new FederatedPeople(users, store, trail, stamp),
            slug -> slug.equals("acme") ? Optional.of(ACME) : Optional.empty(),
            database.transactions());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void the_first_time_makes_the_account_and_the_next_follows_the_groups() {
    User first = in(claims("u-1", "ada@example.com", true, "devs"));
    assertThat(first.tenant()).isEqualTo(ACME);
    assertThat(first.role()).isEqualTo(Role.DEVELOPER);

    User again = in(claims("u-1", "other@example.com", true, "leads"));
    assertThat(again.id()).as("by the provider's own id, not by the address").isEqualTo(first.id());
    assertThat(again.role()).isEqualTo(Role.ADMIN);
    assertThat(actions(ACME.uuid()))
        .containsExactly(
            "user.signed_in",
            "user.role_changed",
            "user.signed_in",
            "user.linked",
            "user.provisioned");
  }

  @Test
  void an_account_with_that_address_is_taken_only_where_the_provider_vouches_for_it() {
    User ada =
        users.create(ACME, "ada@example.com", SecretText.of("correct horse battery"), Role.VIEWER);

    assertThat(refused(claims("u-1", "ada@example.com", false, "devs")))
        .isEqualTo(Refusal.EMAIL_NOT_VERIFIED);
    assertThat(refused(claims("u-1", "ada@example.com", null, "devs")))
        .isEqualTo(Refusal.EMAIL_NOT_VERIFIED);
    assertThat(in(claims("u-1", "ada@example.com", true, "devs")).id()).isEqualTo(ada.id());
  }

  @Test
  void a_new_person_needs_an_address_that_the_provider_does_not_doubt() {
    assertThat(refused(claims("u-1", null, null, "devs"))).isEqualTo(Refusal.NO_EMAIL);
    assertThat(refused(claims("u-1", "new@example.com", false, "devs")))
        .isEqualTo(Refusal.EMAIL_NOT_VERIFIED);
    assertThat(in(claims("u-1", "new@example.com", null, "devs")).email())
        .isEqualTo("new@example.com");
  }

  @Test
  void nobody_comes_in_without_a_place_or_moves_to_another() {
    assertThat(refused(claims("u-1", "a@example.com", true, "strangers")))
        .isEqualTo(Refusal.NO_ROLE);
    assertThat(refused(claims("u-1", "a@example.com", true, "lost"))).isEqualTo(Refusal.NO_TENANT);
    User ada = in(claims("u-1", "a@example.com", true, "devs"));
    assertThat(refused(claims("u-1", "a@example.com", true, "roots")))
        .isEqualTo(Refusal.OTHER_TENANT);
    assertThat(users.find(ada.id()).orElseThrow().role()).isEqualTo(Role.DEVELOPER);
    assertThat(actions(AuditTrail.PLATFORM)).hasSize(3).containsOnly("user.sign_in_refused");
  }

  @Test
  void the_trail_says_what_the_log_in_proved() {
    in(claims("u-1", "ada@example.com", true, "devs"));

    AuditEntry entry =
        trail.list(ACME.uuid(), AuditFilter.ALL, PageRequest.first(1)).data().getFirst();
    assertThat(entry.action()).isEqualTo("user.signed_in");
    assertThat(entry.after()).contains("\"by\":\"oidc\"", "\"auth_time\":\"stale\"");
  }

  @Test
  void a_refused_stranger_leaves_no_account() {
    refused(claims("u-1", "new@example.com", false, "devs"));
    refused(claims("u-2", "new@example.com", true, "lost"));

    assertThat(users.list(ACME, PageRequest.first(5)).data()).isEmpty();
    assertThat(users.list(null, PageRequest.first(5)).data()).isEmpty();
  }

  private User in(OidcClaims claims) {
    return signIn.signIn(claims, ROLES, ProviderProof.STALE)
            instanceof OidcSignIn.Outcome.SignedIn in
        ? in.user()
        : org.junit.jupiter.api.Assertions.fail("refused");
  }

  private Refusal refused(OidcClaims claims) {
    return signIn.signIn(claims, ROLES, ProviderProof.STALE)
            instanceof OidcSignIn.Outcome.Refused refused
        ? refused.why()
        : org.junit.jupiter.api.Assertions.fail("let in");
  }

  private static OidcClaims claims(
      String subject, @Nullable String email, @Nullable Boolean verified, String group) {
    return new OidcClaims(
        "https://idp",
        subject,
        Optional.ofNullable(email),
        Optional.ofNullable(verified),
        Set.of(group),
        Optional.empty());
  }

  private List<String> actions(UUID chain) {
    return trail.list(chain, AuditFilter.ALL, PageRequest.first(20)).data().stream()
        .map(AuditEntry::action)
        .toList();
  }

  static class H2Test extends OidcSignInContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static class PostgresTest extends OidcSignInContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
