package dev.postern.adminui.node;

import dev.postern.core.Service;
import dev.postern.core.access.FirstAdministrator;
import dev.postern.core.config.ConfigException;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.store.StoreException;
import dev.postern.core.vault.Vault;
import dev.postern.core.vault.VaultException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.util.concurrent.ExecutorService;

/**
 * Runs before everything else of the application: reads the configuration, opens database and
 * vault, and tells the person at the terminal where to go. What goes wrong here ends the process
 * with one line: a gate that half works is worse than none.
 */
@Service
public class NodeStart {
  /** Of BSD's sysexits: something the person who configured the node has to change. */
  static final int EX_CONFIG = 78;

  private static final int EX_UNAVAILABLE = 69;
  private static final System.Logger LOG = System.getLogger(NodeStart.class.getName());

  private final NodeConfiguration configuration;
  private final Instance<Vault> vault;
  private final Instance<FirstAdministrator> administrator;
  private final Instance<ReadyLine> ready;
  private final ExecutorService executor;

  @Inject
  NodeStart(
      NodeConfiguration configuration,
      Instance<Vault> vault,
      Instance<FirstAdministrator> administrator,
      Instance<ReadyLine> ready,
      ExecutorService executor) {
    this.configuration = configuration;
    this.vault = vault;
    this.administrator = administrator;
    this.ready = ready;
    this.executor = executor;
  }

  void start(@Observes @Priority(1) @Initialized(ApplicationScoped.class) Object event) {
    try {
      PlatformConfig config = configuration.read();
      boolean keyIsNew = config.masterKey().isEmpty() && Files.notExists(config.generatedKey());
      vault.get();
      if (keyIsNew) {
        Terminal.say(
            "Warning: a master key was generated in "
                + config.generatedKey()
                + ". Back it up: without it stored secrets are lost.");
      }
      if (config.roles().contains(PlatformConfig.NodeRole.CONSOLE)) {
        Terminal.say("Console: " + config.publicUrl() + "/");
      }
      administrator
          .get()
          .prepare()
          .ifPresent(link -> Terminal.say("Set-up link (works once): " + link.reveal()));
      executor.execute(ready.get());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "node_start_failed", e);
      end(e);
      throw e;
    }
  }

  private static void end(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      switch (t) {
        case ConfigException wrong -> end(EX_CONFIG, String.valueOf(wrong.getMessage()));
        case VaultException wrong -> end(EX_CONFIG, String.valueOf(wrong.getMessage()));
        case StoreException away ->
            end(EX_UNAVAILABLE, "the database cannot be reached or used (" + root(away) + ").");
        default -> {
          continue;
        }
      }
      return;
    }
    end(1, "the node could not start (" + root(thrown) + "); the log has the details.");
  }

  private static String root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
  }

  static void end(int status, String line) {
    Terminal.say("postern: " + line);
    // From another thread: this one holds the server's start, which an orderly exit would wait for.
    Thread.ofPlatform().start(() -> Runtime.getRuntime().halt(status));
  }
}
