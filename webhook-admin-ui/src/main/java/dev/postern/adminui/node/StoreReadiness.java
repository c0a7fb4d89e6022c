package dev.postern.adminui.node;

import dev.postern.core.store.Database;
import dev.postern.core.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: the store answers. Liveness does not ask it: a restart would not mend a database.
 */
@Readiness
@ApplicationScoped
public class StoreReadiness implements HealthCheck {
  @Inject private Database database;

  @Override
  public HealthCheckResponse call() {
    try {
      database.query("select 1 as one", row -> row.integer("one"));
      return HealthCheckResponse.up("store");
    } catch (StoreException away) {
      return HealthCheckResponse.down("store");
    }
  }
}
