package dev.postern.adminui.node;

import dev.postern.core.store.StoreProbe;
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
  @Inject private StoreProbe store;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("store").status(store.answers()).build();
  }
}
