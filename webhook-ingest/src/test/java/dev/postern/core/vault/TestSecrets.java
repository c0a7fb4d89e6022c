package dev.postern.core.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import dev.postern.core.id.IdSource;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.store.KeysetStore;
import dev.postern.core.vault.store.SecretStore;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** Real secrets over a test's database, under a fixed master key. */
public record TestSecrets(Vault vault, Secrets secrets, SecretEvidence evidence) {

  public static TestSecrets over(
      TestDatabase database, InstantSource time, IdSource ids, ScheduledExecutorService scheduler) {
    try {
      SecretStore store = new SecretStore(database.database());
      Vault vault =
          Vault.open(
              new KeysetStore(database.database()), new AesGcmJce(new byte[32]), Instant.EPOCH);
      return new TestSecrets(
          vault,
          new Secrets(store, vault, database.transactions(), time, ids),
          new SecretEvidence(store, scheduler));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes what was counted, as the timer would within a second. */
  public void flush() {
    evidence.flush();
  }
}
