package dev.postern.adminui.node;

import dev.postern.core.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: the store answers. Liveness does not ask it: a restart would not mend a database.
 */
@Readiness
@ApplicationScoped
public class StoreReadiness implements HealthCheck {
  /** Shorter than whoever asks waits: Kubernetes' probes and balancers do so for seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Inject private Database database;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("store").status(database.answers(PATIENCE)).build();
  }
}
