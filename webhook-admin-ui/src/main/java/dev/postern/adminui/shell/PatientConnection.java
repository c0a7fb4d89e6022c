package dev.postern.adminui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.communication.AtmospherePushConnection;
import com.vaadin.flow.server.communication.PushConnection;
import com.vaadin.flow.server.communication.PushConnectionFactory;
import dev.postern.core.store.TenantScope;
import java.io.IOException;
import java.io.Serial;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.atmosphere.cpr.AtmosphereResource;
import org.jspecify.annotations.Nullable;

/**
 * Draws a page under its own tenant's scope, and leaves it without waiting for its connection.
 * Vaadin closes it while holding the session's lock, and the server writes the close frame while
 * its caller waits: to a browser that is just gone, that may take until the write times out, and
 * every other page of the session with it.
 */
public final class PatientConnection extends AtmospherePushConnection {
  @Serial private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(PatientConnection.class.getName());

  /** What was said last may still be on its way. */
  private static final long LAST_WORDS_MS = 1_000;

  private final transient @Nullable Executor executor;

  /** How Vaadin finds it. */
  public static final class Factory implements PushConnectionFactory {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public PushConnection apply(UI ui) {
      return new PatientConnection(ui, VaadinService.getCurrent().getExecutor());
    }
  }

  PatientConnection(UI ui, Executor executor) {
    super(ui);
    this.executor =
        CompletableFuture.delayedExecutor(LAST_WORDS_MS, TimeUnit.MILLISECONDS, executor);
  }

  /**
   * What a redraw changed is drawn here: the rows of a grid, and what their columns look up. The
   * thread may serve nobody, or another page's tenant.
   */
  @Override
  public void push(boolean async) {
    TenantScope.Carried.none()
        .run(() -> {
          super.push(async);
          return true;
        });
  }

  @Override
  public void disconnect() {
    AtmosphereResource leaving = getResource();
    Executor apart = executor;
    if (apart == null || leaving == null || !isConnected() || leaving.isResumed()) {
      super.disconnect();
      return;
    }
    connectionLost();
    apart.execute(() -> close(leaving));
  }

  private static void close(AtmosphereResource leaving) {
    try {
      leaving.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "push_close_failed", e);
    }
  }
}
