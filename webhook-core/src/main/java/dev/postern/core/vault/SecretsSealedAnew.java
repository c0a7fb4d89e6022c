package dev.postern.core.vault;

import dev.postern.core.Service;
import dev.postern.core.vault.store.SecretStore;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** The versions of secrets, for a rotation of the key that seals them. */
@Service
public class SecretsSealedAnew implements SealedValues {
  private static final int STEP = 200;

  private final SecretStore store;

  @Inject
  public SecretsSealedAnew(SecretStore store) {
    this.store = store;
  }

  @Override
  public long sealAnew(Vault vault) {
    long done = 0;
    UUID after = new UUID(0, 0);
    while (true) {
      List<StoredSecret> step = store.after(after, STEP);
      for (StoredSecret secret : step) {
        byte[] fresh =
            vault.seal(vault.open(secret.ciphertext(), secret.context()), secret.context());
        done += store.replaceCiphertext(secret.id(), secret.ciphertext(), fresh);
        after = secret.id().uuid();
      }
      if (step.size() < STEP) {
        return done;
      }
    }
  }
}
