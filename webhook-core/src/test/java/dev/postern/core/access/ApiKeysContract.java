package dev.postern.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.access.store.ApiKeyStore;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import dev.postern.core.id.Mode;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.StoreException;
import dev.postern.core.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for API keys. */
abstract class ApiKeysContract {
  private static final TenantId ACME = new TenantId(new UUID(0x7001, 1));
  private static final TenantId OTHER = new TenantId(new UUID(0x7002, 2));
  private final AtomicLong ids = new AtomicLong();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private TestDatabase database;
  private ApiKeyStore store;
  private ApiKeys keys;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void openKeys() {
    database = open("core");
    store = new ApiKeyStore(database.database());
    Stamp stamp = new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> now);
    keys =
        new ApiKeys(
            store,
            PlatformConfig.from(new Settings(key -> Optional.empty())),
            database.transactions(),
            new AuditTrail(new AuditStore(database.database()), database.transactions(), stamp),
            stamp,
            ForkJoinPool.commonPool());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_key_of_the_test_mode_reaches_that_mode_and_nothing_else() {
    Caller test = caller(issue(new KeyReach(Role.ADMIN, List.of(), Mode.TEST)));
    Caller live = caller(issue(KeyReach.of(Role.ADMIN)));

    assertThat(test.tenant()).contains(ACME.in(Mode.TEST));
    assertThat(test.reaches(ACME.in(Mode.TEST))).isTrue();
    assertThat(test.reaches(ACME)).isFalse();
    assertThat(live.reaches(ACME)).isTrue();
    assertThat(live.reaches(ACME.in(Mode.TEST))).isFalse();
    assertThat(live.reaches(OTHER)).isFalse();
  }

  @Test
  void scopes_narrow_the_role_and_never_widen_it() {
    Caller narrow = caller(issue(new KeyReach(Role.ADMIN, List.of(Permission.READ), Mode.LIVE)));

    assertThat(narrow.may(Permission.READ)).isTrue();
    assertThat(narrow.may(Permission.WRITE)).isFalse();
    assertThatThrownBy(() -> issue(new KeyReach(Role.VIEWER, List.of(Permission.WRITE), Mode.LIVE)))
        .hasMessageStartingWith("invalid_scopes");
    assertThat(new KeyReach(Role.VIEWER, List.of(Permission.WRITE), Mode.LIVE).permissions())
        .as("also when a row says otherwise")
        .isEmpty();
  }

  @Test
  void a_key_that_would_be_over_already_is_not_made() {
    for (Instant end : List.of(now, now.minusMillis(1))) {
      assertThatThrownBy(
              () -> keys.issue(ACME, new NewApiKey("late", KeyReach.of(Role.VIEWER), end)))
          .hasMessageStartingWith("invalid_expires_at");
    }
  }

  @Test
  void a_key_counts_until_the_instant_at_which_it_expires() {
    Instant end = now.plus(Duration.ofHours(1));
    String text =
        keys.issue(ACME, new NewApiKey("short", KeyReach.of(Role.VIEWER), end)).value().reveal();

    now = end.minusMillis(1);
    assertThat(keys.authenticate(text)).isPresent();
    now = end;
    assertThat(keys.authenticate(text)).isEmpty();
  }

  @Test
  void a_mistyped_key_is_refused_without_asking_the_database() {
    String good = issue(KeyReach.of(Role.VIEWER));
    database.database().update("drop table api_key");

    assertThat(keys.authenticate(good.substring(0, 39) + (good.endsWith("x") ? "y" : "x")))
        .isEmpty();
    assertThatThrownBy(() -> keys.authenticate(good)).isInstanceOf(StoreException.class);
  }

  @Test
  void a_revoked_key_is_refused_and_those_of_other_tenants_cannot_be() {
    String text = issue(KeyReach.of(Role.VIEWER));
    ApiKey key = keys.list(ACME, PageRequest.first(5)).data().getFirst();

    assertThatThrownBy(() -> keys.revoke(OTHER, key.id())).hasMessageStartingWith("not_found");
    assertThat(keys.authenticate(text)).isPresent();
    keys.revoke(ACME, key.id());
    assertThat(keys.authenticate(text)).isEmpty();
  }

  @Test
  void lists_show_both_modes_or_one() {
    issue(KeyReach.of(Role.VIEWER));
    issue(new KeyReach(Role.VIEWER, List.of(), Mode.TEST));

    assertThat(modes(null)).containsExactly(Mode.TEST, Mode.LIVE);
    assertThat(modes(Mode.TEST)).containsExactly(Mode.TEST);
    assertThat(modes(Mode.LIVE)).containsExactly(Mode.LIVE);
  }

  @Test
  void the_last_use_is_written_later_and_never_moves_back() {
    String text = issue(KeyReach.of(Role.VIEWER));
    Caller caller = caller(text);
    try (ScheduledExecutorService never = Executors.newSingleThreadScheduledExecutor()) {
      KeyUses uses = new KeyUses(store, () -> now, never);
      uses.used(caller);
      assertThat(lastUse()).as("no write while it is used").isNull();
      uses.flush();
      Instant first = now;
      assertThat(lastUse()).isEqualTo(first);

      now = first.minusSeconds(60);
      uses.used(caller);
      uses.flush();
      assertThat(lastUse()).as("a node whose clock is behind").isEqualTo(first);
    }
  }

  private String issue(KeyReach reach) {
    return keys.issue(ACME, new NewApiKey("key", reach, null)).value().reveal();
  }

  private Caller caller(String text) {
    return keys.authenticate(text).orElseThrow();
  }

  private List<Mode> modes(@Nullable Mode only) {
    return keys.list(ACME, only, PageRequest.first(5)).data().stream()
        .map(key -> key.reach().mode())
        .toList();
  }

  private @Nullable Instant lastUse() {
    return keys.list(ACME, PageRequest.first(5)).data().getFirst().lastUsedAt();
  }

  static class H2Test extends ApiKeysContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static class PostgresTest extends ApiKeysContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
