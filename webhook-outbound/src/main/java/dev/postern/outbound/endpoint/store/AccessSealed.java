package dev.postern.outbound.endpoint.store;

import dev.postern.core.store.Database;
import dev.postern.core.vault.SealedValues;
import dev.postern.core.vault.store.SealedColumn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Endpoints' credentials, for a rotation of the key that seals them. */
@ApplicationScoped
public class AccessSealed {
  @Produces
  @Singleton
  SealedValues column(Database database) {
    return new SealedColumn(
        database,
        """
        select id, access_sealed as sealed from endpoint
        where access_sealed is not null and id > ? order by id limit ?
        """,
        "update endpoint set access_sealed = ? where id = ? and access_sealed = ?",
        row -> AccessVault.context(row.uuid("id")));
  }
}
