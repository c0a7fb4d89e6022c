package dev.postern.outbound.endpoint.store;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.signature.PemCertificates;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Until when the certificates are good that endpoints are called with. Opens every sealed row. */
@Service
public class ClientCertificateReads {
  private static final int STEP = 200;

  private final Database database;
  private final AccessVault vault;

  @Inject
  public ClientCertificateReads(Database database, AccessVault vault) {
    this.database = database;
    this.vault = vault;
  }

  /**
   * @param notAfter of the first in its chain to end
   */
  public record ClientCertificate(
      TenantId tenant, EndpointId endpoint, String url, Instant notAfter) {}

  private record Sealed(UUID id, TenantId tenant, String url, byte[] access) {}

  public List<ClientCertificate> all() {
    List<ClientCertificate> found = new ArrayList<>();
    UUID after = new UUID(0, 0);
    while (true) {
      List<Sealed> step =
          database.query(
              """
              select id, tenant_id, url, access_sealed from endpoint
               where access_sealed is not null and id > ? order by id limit ?
              """,
              ClientCertificateReads::sealed,
              after,
              STEP);
      for (Sealed row : step) {
        certificate(row).ifPresent(found::add);
        after = row.id();
      }
      if (step.size() < STEP) {
        return found;
      }
    }
  }

  private Optional<ClientCertificate> certificate(Sealed row) {
    @Nullable String pem = vault.open(row.id(), row.access()).tls().certificates();
    if (pem == null) {
      return Optional.empty();
    }
    return PemCertificates.parse(pem).stream()
        .map(X509Certificate::getNotAfter)
        .min(Comparator.naturalOrder())
        .map(end ->
            new ClientCertificate(
                row.tenant(), new EndpointId(row.id()), row.url(), end.toInstant()));
  }

  private static Sealed sealed(Row row) throws SQLException {
    return new Sealed(
        row.uuid("id"),
        row.id("tenant_id", TenantId::new),
        row.text("url"),
        row.bytes("access_sealed"));
  }
}
