package dev.postern.outbound.endpoint.store;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;

/** Reads and writes {@code endpoint_public_key}. */
@Service
public class PublicKeyStore {
  private final Database database;

  @Inject
  public PublicKeyStore(Database database) {
    this.database = database;
  }

  /**
   * @param text {@code whpk_} and base64
   */
  public record PublicKey(SecretId secret, EndpointId endpoint, String text) {}

  public void insert(TenantId tenant, PublicKey key) {
    database.update(
        """
        insert into endpoint_public_key (secret_id, endpoint_id, tenant_id, public_key)
        values (?, ?, ?, ?)
        """,
        key.secret(),
        key.endpoint(),
        tenant,
        key.text());
  }

  public void delete(EndpointId endpoint) {
    database.update("delete from endpoint_public_key where endpoint_id = ?", endpoint);
  }

  public List<PublicKey> all() {
    return database.query(
        "select * from endpoint_public_key order by secret_id", PublicKeyStore::publicKey);
  }

  private static PublicKey publicKey(Row row) throws SQLException {
    return new PublicKey(
        row.id("secret_id", SecretId::new),
        row.id("endpoint_id", EndpointId::new),
        row.text("public_key"));
  }
}
