package dev.postern.core.vault.store;

import dev.postern.core.id.SecretId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.vault.SealedValues;
import dev.postern.core.vault.StoredSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The versions of secrets, for a rotation of the key that seals them. */
@ApplicationScoped
public class SecretsSealed {
  @Produces
  @Singleton
  SealedValues column(Database database) {
    return of(database);
  }

  public static SealedColumn of(Database database) {
    return new SealedColumn(
        database,
        """
        select id, tenant_id, owner_id, ciphertext as sealed from secret_version
        where id > ? order by id limit ?
        """,
        "update secret_version set ciphertext = ? where id = ? and ciphertext = ?",
        row ->
            StoredSecret.context(
                row.id("tenant_id", TenantId::new),
                row.uuid("owner_id"),
                row.id("id", SecretId::new)));
  }
}
