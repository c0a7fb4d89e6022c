package dev.postern.ingest.source.store;

import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Transactions;
import dev.postern.core.vault.SealedValues;
import dev.postern.core.vault.store.SealedColumn;
import dev.postern.ingest.source.StoredSource;
import dev.postern.ingest.store.SourceGate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The tokens in sources' addresses, for a rotation of the key that seals them. */
@ApplicationScoped
public class TokensSealed {
  @Produces
  @Singleton
  SealedValues column(Database database, Transactions transactions, SourceGate gate) {
    return of(database, transactions, gate);
  }

  /** Through the gate, one source at a time: a busy one would never be free for a change. */
  public static SealedColumn of(Database database, Transactions transactions, SourceGate gate) {
    return new SealedColumn(
        database,
        """
        select id, tenant_id, token_sealed as sealed from source
        where id > ? order by id limit ?
        """,
        (fresh, id, before) ->
            transactions.required(() -> {
              gate.close(List.of(new SourceId(id)));
              return replace(database, fresh, id, before);
            }),
        row ->
            StoredSource.tokenContext(
                row.id("tenant_id", TenantId::new), row.id("id", SourceId::new)));
  }

  private static int replace(Database database, byte[] fresh, UUID id, byte[] before) {
    return database.update(
        "update source set token_sealed = ? where id = ? and token_sealed = ?", fresh, id, before);
  }
}
