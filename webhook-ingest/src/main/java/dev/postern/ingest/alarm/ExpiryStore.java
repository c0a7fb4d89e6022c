package dev.postern.ingest.alarm;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** Reads which secrets of sources end soon although somebody still signs with them. */
@Service
public class ExpiryStore {
  private final Database database;

  @Inject
  public ExpiryStore(Database database) {
    this.database = database;
  }

  record Ending(TenantId tenant, SourceId source, String name, Instant at) {}

  List<Ending> endingInUse(Instant after, Instant before, Instant usedSince) {
    return database.query(
        """
        select c.tenant_id, c.id, c.name, min(s.expires_at) as at
          from secret_version s join source c on c.id = s.owner_id
         where s.expires_at > ? and s.expires_at <= ? and s.last_verified_at >= ?
         group by c.tenant_id, c.id, c.name
        """,
        row ->
            new Ending(
                row.id("tenant_id", TenantId::new),
                row.id("id", SourceId::new),
                row.text("name"),
                row.instant("at")),
        after,
        before,
        usedSince);
  }
}
