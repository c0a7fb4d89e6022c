package dev.postern.core.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.AesGcmJce;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.store.KeysetStore;
import dev.postern.core.vault.store.SecretStore;
import dev.postern.core.vault.store.SecretUses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for secrets at rest. */
abstract class SecretsContract {
  private static final TenantId TENANT = new TenantId(new UUID(1, 1));
  private static final Owner OWNER = Owner.of(new EndpointId(new UUID(2, 2)));
  private static final Owner SOURCE = Owner.of(new SourceId(new UUID(2, 3)));
  private final AtomicLong ids = new AtomicLong();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private TestDatabase database;
  private SecretStore store;
  private Secrets secrets;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void openVault() throws Exception {
    database = open("core");
    store = new SecretStore(database.database());
    secrets =
        TestSecrets.over(database, () -> now, () -> new UUID(0x7000, ids.incrementAndGet()))
            .secrets();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void rotation_keeps_the_old_version_live_until_the_exact_end_of_the_overlap() {
    secrets.create(TENANT, OWNER, SecretText.of("one"));
    secrets.rotate(TENANT, OWNER, SecretText.of("two"), Duration.ofHours(24), false);

    Instant end = now.plus(Duration.ofHours(24));
    assertThat(live(end.minusMillis(1))).containsExactly("two", "one");
    assertThat(live(end)).containsExactly("two");
    assertThat(states()).containsExactly("current", "retiring");
    now = end;
    assertThat(states()).containsExactly("current", "expired");
  }

  @Test
  void a_second_rotation_inside_an_overlap_is_refused_unless_forced() {
    secrets.create(TENANT, OWNER, SecretText.of("one"));
    secrets.rotate(TENANT, OWNER, SecretText.of("two"), Duration.ofHours(1), false);

    assertThatThrownBy(
            () -> secrets.rotate(TENANT, OWNER, SecretText.of("3"), Duration.ofHours(1), false))
        .hasMessageStartingWith("overlap_in_progress");
    assertThat(live(now)).containsExactly("two", "one");
    secrets.rotate(TENANT, OWNER, SecretText.of("three"), Duration.ofHours(2), true);
    assertThat(live(now)).containsExactly("three", "two", "one");
    assertThat(live(now.plus(Duration.ofHours(1)))).containsExactly("three", "two");
  }

  @Test
  void a_forced_rotation_without_overlap_leaves_the_new_version_alone() {
    secrets.create(TENANT, OWNER, SecretText.of("leaked"));
    secrets.rotate(TENANT, OWNER, SecretText.of("two"), Duration.ofDays(7), false);

    secrets.rotate(TENANT, OWNER, SecretText.of("three"), Duration.ZERO, true);

    assertThat(live(now)).containsExactly("three");
    assertThat(states()).containsExactly("current", "expired", "expired");
  }

  @Test
  void expiring_ends_a_retiring_version_at_once_and_never_the_current_one() {
    SecretInfo one = secrets.create(TENANT, OWNER, SecretText.of("one"));
    SecretInfo two =
        secrets.rotate(TENANT, OWNER, SecretText.of("two"), Duration.ofHours(1), false);

    assertThat(secrets.expire(TENANT, OWNER, one.id()).state()).isEqualTo("expired");
    assertThat(live(now)).containsExactly("two");
    assertThatThrownBy(() -> secrets.expire(TENANT, OWNER, two.id()))
        .hasMessageStartingWith("current_secret");
  }

  @Test
  void an_overlap_beyond_seven_days_is_refused() {
    secrets.create(TENANT, OWNER, SecretText.of("one"));

    assertThatThrownBy(() ->
            secrets.rotate(
                TENANT, OWNER, SecretText.of("two"), Duration.ofDays(7).plusMillis(1), false))
        .hasMessageStartingWith("invalid_overlap");
  }

  @Test
  void values_show_at_creation_and_reveal_and_in_no_listing_or_text() {
    SecretInfo created = secrets.create(TENANT, OWNER, SecretText.of("canary"));

    assertThat(created.value()).isEqualTo("canary");
    assertThat(created.toString()).doesNotContain("canary");
    assertThat(secrets.list(TENANT, OWNER)).extracting(SecretInfo::value).containsOnlyNulls();
    assertThat(secrets.reveal(TENANT, OWNER).value()).isEqualTo("canary");
    assertThat(
            new String(
                store.byOwners(Set.of(OWNER.uuid())).getFirst().ciphertext(),
                java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("canary");
  }

  @Test
  void rings_that_are_read_together_are_each_their_owners() {
    UUID second = new UUID(4, 4);
    UUID none = new UUID(5, 5);
    secrets.create(TENANT, OWNER, SecretText.of("one"));
    secrets.rotate(TENANT, OWNER, SecretText.of("two"), Duration.ofHours(24), false);
    secrets.create(TENANT, Owner.of(new EndpointId(second)), SecretText.of("other"));

    secrets.ready(Set.of(OWNER.uuid(), second, none));

    assertThat(live(now)).containsExactly("two", "one");
    assertThat(secrets.ring(second).liveAt(now))
        .extracting(version -> version.text().reveal())
        .containsExactly("other");
    assertThat(secrets.ring(none).liveAt(now)).isEmpty();
  }

  @Test
  void a_ciphertext_moved_to_another_owner_does_not_open() {
    secrets.create(TENANT, OWNER, SecretText.of("one"));
    UUID thief = new UUID(3, 3);
    database.database().update("update secret_version set owner_id = ?", thief);

    assertThatThrownBy(() -> secrets.ring(thief)).isInstanceOf(VaultException.class);
  }

  @Test
  void another_tenants_secrets_are_not_there() {
    SecretInfo one = secrets.create(TENANT, OWNER, SecretText.of("one"));
    TenantId other = new TenantId(new UUID(9, 9));

    assertThat(secrets.list(other, OWNER)).isEmpty();
    assertThatThrownBy(() -> secrets.expire(other, OWNER, one.id()))
        .hasMessageStartingWith("not_found");
    assertThatThrownBy(() -> secrets.reveal(other, OWNER)).hasMessageStartingWith("not_found");
  }

  @Test
  void uses_are_added_and_the_latest_instant_wins() {
    SecretId id = secrets.create(TENANT, OWNER, SecretText.of("one")).id();

    store.uses().add(Map.of(id, new SecretUses(3, now.plusSeconds(5))));
    store.uses().add(Map.of(id, new SecretUses(2, now.plusSeconds(1))));

    SecretInfo info = secrets.list(TENANT, OWNER).getFirst();
    assertThat(info.verifiedCount()).isEqualTo(5);
    assertThat(info.lastVerifiedAt()).isEqualTo(now.plusSeconds(5));
  }

  @Test
  void a_listing_says_what_each_version_did_in_the_last_day_beside_all() {
    SecretId one = secrets.create(TENANT, SOURCE, SecretText.of("one")).id();
    SecretId two =
        secrets.rotate(TENANT, SOURCE, SecretText.of("two"), Duration.ofDays(7), false).id();
    store.uses().add(Map.of(one, new SecretUses(40, now), two, new SecretUses(2, now)));
    store.uses().add(Map.of(one, new SecretUses(2, now)));
    assertThat(secrets.list(TENANT, SOURCE))
        .extracting(SecretInfo::recent)
        .containsExactly(new SecretInfo.Recent(2, 44, false, true), new SecretInfo.Recent(42, 44));
    assertThat(secrets.list(TENANT, SOURCE).getLast().recent())
        .extracting(SecretInfo.Recent::sentence)
        .isEqualTo("42 of 44 requests in the last 24 h: still used by 95 %.");

    now = now.plus(Duration.ofHours(25));
    store.uses().add(Map.of(two, new SecretUses(1204, now)));
    SecretInfo.Recent old = Objects.requireNonNull(secrets.list(TENANT, SOURCE).getLast().recent());
    assertThat(old).isEqualTo(new SecretInfo.Recent(0, 1204));
    assertThat(old.safeToExpire()).isTrue();
    assertThat(old.sentence()).isEqualTo("0 of 1,204 requests in the last 24 h: safe to expire.");
  }

  /** Expiring it is refused: nothing may say that it is safe to. */
  @Test
  void a_version_that_has_just_become_the_current_one_is_not_safe_to_expire() {
    SecretId one = secrets.create(TENANT, SOURCE, SecretText.of("one")).id();
    store.uses().add(Map.of(one, new SecretUses(40, now)));
    SecretInfo made =
        secrets.rotate(TENANT, SOURCE, SecretText.of("two"), Duration.ofDays(7), false);

    SecretInfo.Recent current =
        Objects.requireNonNull(secrets.list(TENANT, SOURCE).getFirst().recent());
    assertThat(current.safeToExpire()).isFalse();
    assertThat(current.sentence()).isEqualTo("0 of 40 requests in the last 24 h.");
    assertThatThrownBy(() -> secrets.expire(TENANT, SOURCE, made.id()))
        .hasMessageStartingWith("current_secret");
  }

  @Test
  void deliveries_signed_with_two_versions_count_once_and_prove_nothing_about_the_old_one() {
    SecretId one = secrets.create(TENANT, OWNER, SecretText.of("one")).id();
    SecretId two =
        secrets.rotate(TENANT, OWNER, SecretText.of("two"), Duration.ofDays(7), false).id();
    store.uses().add(Map.of(one, new SecretUses(5, now), two, new SecretUses(5, now)));

    SecretInfo.Recent old = Objects.requireNonNull(secrets.list(TENANT, OWNER).getLast().recent());
    assertThat(old.safeToExpire()).isFalse();
    assertThat(old.sentence())
        .isEqualTo(
            "5 of 5 accepted deliveries in the last 24 h carried its signature; which one the"
                + " receiver checked is not known.");
  }

  @Test
  void two_nodes_refuse_an_expired_version_at_the_same_instant_although_both_remember_it() {
    secrets.create(TENANT, OWNER, SecretText.of("one"));
    Secrets elsewhere =
        TestSecrets.over(database, () -> now, () -> new UUID(0x7001, ids.incrementAndGet()))
            .secrets();
    secrets.rotate(TENANT, OWNER, SecretText.of("two"), Duration.ofSeconds(1), false);
    Instant end = now.plusSeconds(1);

    for (Secrets node : List.of(secrets, elsewhere)) {
      assertThat(node.ring(OWNER.uuid()).liveAt(end.minusNanos(1)))
          .extracting(SecretVersion::text)
          .containsExactly(SecretText.of("two"), SecretText.of("one"));
      assertThat(node.ring(OWNER.uuid()).liveAt(end))
          .extracting(SecretVersion::text)
          .containsExactly(SecretText.of("two"));
    }
  }

  @Test
  void another_node_learns_within_moments_that_a_version_was_expired_before_its_time() {
    SecretInfo one = secrets.create(TENANT, OWNER, SecretText.of("one"));
    secrets.rotate(TENANT, OWNER, SecretText.of("two"), Duration.ofDays(1), false);
    Secrets elsewhere =
        TestSecrets.over(database, () -> now, () -> new UUID(0x7001, ids.incrementAndGet()))
            .secrets();
    assertThat(elsewhere.ring(OWNER.uuid()).liveAt(now)).hasSize(2);

    secrets.expire(TENANT, OWNER, one.id());
    assertThat(secrets.ring(OWNER.uuid()).liveAt(now)).as("here, at once").hasSize(1);
    Awaitility.await()
        .atMost(Duration.ofMillis(1500))
        .untilAsserted(() -> assertThat(elsewhere.ring(OWNER.uuid()).liveAt(now)).hasSize(1));
  }

  @Test
  void rotation_expiry_and_reveal_are_in_the_trail_without_the_value() {
    SecretInfo one = secrets.create(TENANT, OWNER, SecretText.of("canary-one"));
    secrets.rotate(TENANT, OWNER, SecretText.of("canary-two"), Duration.ofHours(1), false);
    secrets.expire(TENANT, OWNER, one.id());
    secrets.reveal(TENANT, OWNER);

    List<AuditEntry> entries =
        new AuditStore(database.database())
            .list(TENANT.uuid(), AuditFilter.ALL, PageRequest.first(9));
    assertThat(entries)
        .extracting(AuditEntry::action)
        .containsExactly(
            "endpoint.secret.revealed", "endpoint.secret.expired", "endpoint.secret.rotated");
    assertThat(entries).extracting(AuditEntry::targetId).containsOnly(OWNER.id().toString());
    assertThat(entries.toString()).doesNotContain("canary");
  }

  @Test
  void the_keyset_survives_a_restart_and_another_master_key_is_told() throws Exception {
    secrets.create(TENANT, OWNER, SecretText.of("one"));
    KeysetStore keysets = new KeysetStore(database.database());
    Vault again = Vault.open(keysets, new AesGcmJce(new byte[32]), now);
    StoredSecret stored = store.byOwners(Set.of(OWNER.uuid())).getFirst();

    assertThat(again.open(stored.ciphertext(), stored.context()).reveal()).isEqualTo("one");
    byte[] wrong = new byte[32];
    wrong[0] = 1;
    assertThatThrownBy(() -> Vault.open(keysets, new AesGcmJce(wrong), now))
        .hasMessageContaining("is this the right master key?");
  }

  private List<String> live(Instant at) {
    return secrets.ring(OWNER.uuid()).liveAt(at).stream()
        .map(SecretVersion::text)
        .map(SecretText::reveal)
        .toList();
  }

  private List<String> states() {
    return secrets.list(TENANT, OWNER).stream().map(SecretInfo::state).toList();
  }

  static final class H2Test extends SecretsContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static final class PostgresTest extends SecretsContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
