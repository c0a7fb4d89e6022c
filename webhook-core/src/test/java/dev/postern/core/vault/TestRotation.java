package dev.postern.core.vault;

import dev.postern.core.id.Stamp;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.store.SecretsSealed;
import java.util.List;

/** A rotation of what core's tables hold sealed. */
public final class TestRotation {
  private TestRotation() {}

  public static VaultRotation of(TestDatabase database, TestSecrets secrets, Stamp stamp) {
    return new VaultRotation(
        secrets.vault(),
        List.<SealedValues>of(SecretsSealed.of(database.database())),
        secrets.trail(),
        stamp);
  }
}
