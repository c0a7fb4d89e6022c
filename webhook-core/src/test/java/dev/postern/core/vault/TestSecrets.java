package dev.postern.core.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import dev.postern.core.id.IdSource;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.store.KeysetStore;
import dev.postern.core.vault.store.SecretStore;
import java.security.GeneralSecurityException;
import java.time.InstantSource;

/** The vault over a test's database, for modules whose doors keep secrets. */
public final class TestSecrets {
  private TestSecrets() {}

  /** Needs core's tables. */
  public static Secrets over(TestDatabase database, InstantSource time, IdSource ids) {
    try {
      Vault vault =
          Vault.open(
              new KeysetStore(database.database()), new AesGcmJce(new byte[32]), time.instant());
      return new Secrets(
          new SecretStore(database.database()), vault, database.transactions(), time, ids);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
