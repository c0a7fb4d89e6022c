package dev.postern.core.pause;

import dev.postern.core.Service;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Drains the node from the signal on: the server tells the application of its end only when it has
 * answered all requests, and until then the node would look ready and claim what it will not send.
 */
@Service
class ShutdownDrain {
  private static final System.Logger LOG = System.getLogger(ShutdownDrain.class.getName());

  private final Thread hook;

  @Inject
  ShutdownDrain(PauseBoard board) {
    hook = Thread.ofPlatform().name("postern-drain").unstarted(() -> board.drain(true));
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @PreDestroy
  void forget() {
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      LOG.log(System.Logger.Level.DEBUG, "shutdown_under_way", stopping);
    }
  }
}
