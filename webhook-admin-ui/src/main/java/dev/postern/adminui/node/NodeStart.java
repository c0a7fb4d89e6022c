package dev.postern.adminui.node;

import dev.postern.core.Service;
import dev.postern.core.access.FirstAdministrator;
import dev.postern.core.config.ConfigException;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.vault.Vault;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Runs before everything else of the application: reads the configuration, opens database and
 * vault, and tells the person at the terminal where to go. A wrong configuration ends the process
 * with one line and exit code 78 (EX_CONFIG): a gate that half works is worse than none.
 */
@Service
public class NodeStart {
  private static final int EX_CONFIG = 78;

  private final Instance<PlatformConfig> config;
  private final Instance<Vault> vault;
  private final Instance<FirstAdministrator> administrator;
  private final Instance<ReadyLine> ready;
  private final ExecutorService executor;

  @Inject
  NodeStart(
      Instance<PlatformConfig> config,
      Instance<Vault> vault,
      Instance<FirstAdministrator> administrator,
      Instance<ReadyLine> ready,
      ExecutorService executor) {
    this.config = config;
    this.vault = vault;
    this.administrator = administrator;
    this.ready = ready;
    this.executor = executor;
  }

  void start(@Observes @Priority(1) @Initialized(ApplicationScoped.class) Object event) {
    try {
      PlatformConfig read = config.get();
      vault.get();
      Terminal.say("Console: " + read.publicUrl() + "/");
      administrator
          .get()
          .prepare()
          .ifPresent(link -> Terminal.say("Set-up link (works once): " + link.reveal()));
      executor.execute(ready.get());
    } catch (RuntimeException e) {
      ConfigException wrong = find(e);
      if (wrong == null) {
        throw e;
      }
      Terminal.say("postern: " + wrong.getMessage());
      // From another thread: this one holds the server's start, which the exit would wait for.
      Thread.ofPlatform().start(() -> Runtime.getRuntime().halt(EX_CONFIG));
      throw wrong;
    }
  }

  private static @Nullable ConfigException find(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof ConfigException wrong) {
        return wrong;
      }
    }
    return null;
  }
}
