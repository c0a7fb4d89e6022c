package dev.postern.outbound.endpoint.store;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
   * @param expiresAt when its secret ends; null for a current one
   */
  public record PublicKey(
      SecretId secret, EndpointId endpoint, String text, @Nullable Instant expiresAt) {}

  /** When it ends is its secret's to say. */
  public void insert(TenantId tenant, SecretId secret, EndpointId endpoint, String text) {
    database.update(
        """
        insert into endpoint_public_key (secret_id, endpoint_id, tenant_id, public_key)
        values (?, ?, ?, ?)
        """,
        secret,
        endpoint,
        tenant,
        text);
  }

  public void delete(EndpointId endpoint) {
    database.update("delete from endpoint_public_key where endpoint_id = ?", endpoint);
  }

  /** Everybody's. */
  public List<PublicKey> endingAfter(Instant moment) {
    return database.query(
        """
        select k.secret_id, k.endpoint_id, k.public_key, s.expires_at
          from endpoint_public_key k join secret_version s on s.id = k.secret_id
         where s.expires_at is null or s.expires_at > ?
         order by k.secret_id
        """,
        PublicKeyStore::publicKey,
        moment);
  }

  private static PublicKey publicKey(Row row) throws SQLException {
    return new PublicKey(
        row.id("secret_id", SecretId::new),
        row.id("endpoint_id", EndpointId::new),
        row.text("public_key"),
        row.instantOrNull("expires_at"));
  }
}
