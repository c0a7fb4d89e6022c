package dev.postern.ingest.source.store;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.source.StoredSource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Finds sources by the hash of their token: the hot path, so plain SQL and one index. */
@Service
public class TokenIndex {
  /** A request waits no longer for its source; the provider is to come again. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Database database;

  @Inject
  public TokenIndex(Database database) {
    this.database = database.within(PATIENCE);
  }

  public Optional<StoredSource> find(byte[] tokenHash) {
    return database.queryOne(
        "select * from source where token_hash = ?", TokenIndex::map, tokenHash);
  }

  private static StoredSource map(Row row) throws SQLException {
    return new StoredSource(
        row.id("id", SourceId::new),
        row.id("tenant_id", TenantId::new),
        new SourceEdit(
            row.text("name"),
            row.text("provider"),
            row.flag("enabled"),
            SettingsColumn.read(row.text("settings"))),
        new StoredSource.Token(row.bytes("token_hash"), row.bytes("token_sealed")),
        row.instant("created_at"),
        row.instant("updated_at"));
  }
}
