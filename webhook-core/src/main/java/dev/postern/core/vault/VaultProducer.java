package dev.postern.core.vault;

import dev.postern.core.config.PlatformConfig;
import dev.postern.core.store.Database;
import dev.postern.core.vault.store.KeysetStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** One vault a node. */
@ApplicationScoped
public class VaultProducer {
  @Produces
  @Singleton
  Vault vault(PlatformConfig config, Database database, InstantSource time) {
    return Vault.open(new KeysetStore(database), MasterKey.load(config), time.instant());
  }
}
