package dev.postern.ingest.source.store;

import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.vault.SealedValues;
import dev.postern.core.vault.store.SealedColumn;
import dev.postern.ingest.source.StoredSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The tokens in sources' addresses, for a rotation of the key that seals them. */
@ApplicationScoped
public class TokensSealed {
  @Produces
  @Singleton
  SealedValues column(Database database) {
    return new SealedColumn(
        database,
        """
        select id, tenant_id, token_sealed as sealed from source
        where id > ? order by id limit ?
        """,
        "update source set token_sealed = ? where id = ? and token_sealed = ?",
        row ->
            StoredSource.tokenContext(
                row.id("tenant_id", TenantId::new), row.id("id", SourceId::new)));
  }
}
