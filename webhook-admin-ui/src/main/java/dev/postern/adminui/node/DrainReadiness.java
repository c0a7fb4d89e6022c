package dev.postern.adminui.node;

import dev.postern.core.pause.PauseBoard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * A node that somebody drains is alive and not ready: balancers look away. It says as well which
 * process answers (see {@link ReadyLine}).
 */
@Readiness
@ApplicationScoped
public class DrainReadiness implements HealthCheck {
  @Inject private PauseBoard board;
  @Inject private NodeToken token;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("drain")
        .status(!board.draining())
        .withData("process", token.word())
        .build();
  }
}
