package dev.postern.core.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.store.KeysetStore;
import dev.postern.core.vault.store.SecretStore;
import dev.postern.core.vault.store.SecretsSealed;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do while the keys that seal are exchanged. */
abstract class VaultRotationContract {
  private static final TenantId TENANT = new TenantId(new UUID(1, 1));
  private static final Owner OWNER = Owner.of(new EndpointId(new UUID(2, 2)));
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private final AtomicLong ids = new AtomicLong();
  private TestDatabase database;
  private SecretStore store;
  private KeysetStore keysets;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void openStore() {
    database = open("core");
    store = new SecretStore(database.database());
    keysets = new KeysetStore(database.database());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void after_a_rotation_every_value_is_under_the_new_key_and_other_nodes_open_it()
      throws Exception {
    TestSecrets here = secrets();
    Vault there = Vault.open(keysets, key(0), NOW);
    for (int i = 0; i < 450; i++) {
      here.secrets().create(TENANT, OWNER, SecretText.of("secret-" + i));
    }
    byte[] old = store.byOwners(Set.of(OWNER.uuid())).getFirst().ciphertext();

    assertThat(here.vault().addKey(NOW)).isEqualTo(2);
    assertThat(SecretsSealed.of(database.database()).sealAnew(here.vault()))
        .isEqualTo(new SealedValues.Sealed(450, 0));

    StoredSecret newest = store.byOwners(Set.of(OWNER.uuid())).getFirst();
    assertThat(newest.ciphertext()).isNotEqualTo(old);
    assertThat(there.open(newest.ciphertext(), newest.context()).reveal())
        .as("a node that knew the old keyset only")
        .isEqualTo("secret-449");
    assertThat(there.open(old, newest.context()).reveal())
        .as("what was read before the rotation still opens")
        .isEqualTo("secret-449");
  }

  @Test
  void a_key_is_gone_for_good_after_three_rotations() throws Exception {
    TestSecrets here = secrets();
    here.secrets().create(TENANT, OWNER, SecretText.of("secret"));
    StoredSecret stored = store.byOwners(Set.of(OWNER.uuid())).getFirst();
    for (int i = 0; i < 3; i++) {
      here.vault().addKey(NOW);
      assertThat(SecretsSealed.of(database.database()).sealAnew(here.vault()).anew()).isOne();
    }

    assertThat(here.secrets().reveal(TENANT, OWNER).value()).isEqualTo("secret");
    assertThatThrownBy(() -> here.vault().open(stored.ciphertext(), stored.context()))
        .isInstanceOf(VaultException.class)
        .hasMessage("A stored secret does not open.");
  }

  @Test
  void a_new_master_key_takes_over_while_the_old_one_is_still_named() throws Exception {
    Vault.open(keysets, key(1), NOW);
    assertThatThrownBy(() -> Vault.open(keysets, key(2), NOW))
        .isInstanceOf(VaultException.class)
        .hasMessageStartingWith("The stored keyset does not open");

    Vault moved = Vault.open(keysets, new MasterKeys(key(2), Optional.of(key(1))), NOW);
    byte[] sealed = moved.seal(SecretText.of("value"), "context");

    assertThat(Vault.open(keysets, key(2), NOW).open(sealed, "context").reveal())
        .as("from now on alone")
        .isEqualTo("value");
  }

  private TestSecrets secrets() {
    return TestSecrets.over(database, () -> NOW, () -> new UUID(0x7000, ids.incrementAndGet()));
  }

  private static Aead key(int seed) throws GeneralSecurityException {
    byte[] key = new byte[32];
    key[0] = (byte) seed;
    return new AesGcmJce(key);
  }

  static class H2Test extends VaultRotationContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static class PostgresTest extends VaultRotationContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
