package dev.postern.adminui.pause;

import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.pause.PauseBoard;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;

/** Takes the node that this runs on out of service, and back. Audited. */
@Service
public class NodeDrain {
  private final PauseBoard board;
  private final PlatformConfig config;
  private final AuditTrail trail;

  @Inject
  public NodeDrain(PauseBoard board, PlatformConfig config, AuditTrail trail) {
    this.board = board;
    this.config = config;
    this.trail = trail;
  }

  /**
   * @param draining it is not ready and begins nothing new; what it has begun it ends
   */
  public record Node(int port, List<String> roles, boolean draining) {}

  public Node present() {
    return new Node(
        config.httpPort(),
        config.roles().stream().map(role -> role.name().toLowerCase(Locale.ROOT)).sorted().toList(),
        board.draining());
  }

  public Node drain(boolean wanted) {
    if (board.draining() != wanted) {
      trail.recordPlatform(
          Change.of(wanted ? "node.drained" : "node.resumed", "node", "port " + config.httpPort()));
      board.drain(wanted);
    }
    return present();
  }
}
