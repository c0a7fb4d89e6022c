package dev.postern.core.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import dev.postern.core.store.Database;
import dev.postern.core.vault.store.KeysetStore;
import java.security.GeneralSecurityException;
import java.time.Instant;

/** A real vault over a test's database, under a fixed master key. */
public final class TestVault {
  private TestVault() {}

  public static Vault over(Database database) {
    try {
      return Vault.open(new KeysetStore(database), new AesGcmJce(new byte[32]), Instant.EPOCH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
