package dev.postern.adminui.shell;

import com.vaadin.flow.server.ServiceException;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.communication.PushHandler;
import com.vaadin.flow.server.communication.PushRequestHandler;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.concurrent.Executor;
import org.atmosphere.cpr.AtmosphereHandler;
import org.atmosphere.cpr.AtmosphereResource;
import org.atmosphere.cpr.AtmosphereResourceEvent;
import org.atmosphere.cpr.AtmosphereResourceEventListener;
import org.atmosphere.cpr.AtmosphereResourceEventListenerAdapter;
import org.atmosphere.cpr.AtmosphereResourceImpl;
import org.atmosphere.handler.AbstractReflectorAtmosphereHandler;

/**
 * Server push in which nobody who writes to a page waits for its session. Left alone, a write to a
 * page that is just being left asks for the session's lock from inside of the write, while whoever
 * has that lock to close the page waits for the write: the session stands still. There are three
 * ways in which a lost connection is told, and each of them is told on a thread of its own here.
 */
final class PatientPush extends PushRequestHandler {
  @Serial private static final long serialVersionUID = 1L;

  PatientPush(VaadinServletService service) throws ServiceException {
    super(service);
  }

  @Override
  protected PushHandler createPushHandler(VaadinServletService service) {
    return new PushHandler(service) {
      @Override
      protected void suspend(AtmosphereResource resource) {
        if (resource instanceof AtmosphereResourceImpl known) {
          List.copyOf(known.listeners()).stream()
              .filter(PatientPush::isVaadins)
              .findFirst()
              .ifPresent(listener -> tellApart(known, listener, service.getExecutor()));
        }
        super.suspend(resource);
      }
    };
  }

  private static void tellApart(
      AtmosphereResourceImpl resource,
      AtmosphereResourceEventListener listener,
      Executor executor) {
    Apart apart = new Apart(listener, executor);
    resource.removeEventListener(listener);
    resource.addEventListener(apart);
    resource.atmosphereHandler(new Writer(resource.getAtmosphereHandler(), apart));
  }

  private static boolean isVaadins(AtmosphereResourceEventListener listener) {
    return listener.getClass().getName().startsWith("com.vaadin.flow.server.communication.");
  }

  /** Tells of a lost connection, and of a write that failed, on a thread of its own. */
  private static final class Apart extends AtmosphereResourceEventListenerAdapter {
    private final AtmosphereResourceEventListener listener;
    private final Executor executor;

    Apart(AtmosphereResourceEventListener listener, Executor executor) {
      this.listener = listener;
      this.executor = executor;
    }

    @Override
    public void onDisconnect(AtmosphereResourceEvent event) {
      executor.execute(() -> listener.onDisconnect(event));
    }

    @Override
    public void onThrowable(AtmosphereResourceEvent event) {
      executor.execute(() -> listener.onThrowable(event));
    }
  }

  /** Writes as Vaadin's handler does; what that one would tell of the loss goes apart as well. */
  private static final class Writer extends AbstractReflectorAtmosphereHandler {
    private final AtmosphereHandler requests;
    private final Apart apart;

    Writer(AtmosphereHandler requests, Apart apart) {
      this.requests = requests;
      this.apart = apart;
    }

    @Override
    public void onRequest(AtmosphereResource resource) throws IOException {
      requests.onRequest(resource);
    }

    @Override
    public void onStateChange(AtmosphereResourceEvent event) throws IOException {
      super.onStateChange(event);
      if (event.isCancelled() || event.isResumedOnTimeout()) {
        apart.onDisconnect(event);
      }
    }
  }
}
