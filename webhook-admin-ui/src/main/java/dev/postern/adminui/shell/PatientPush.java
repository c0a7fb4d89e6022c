package dev.postern.adminui.shell;

import com.vaadin.flow.server.ServiceException;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.communication.PushHandler;
import com.vaadin.flow.server.communication.PushRequestHandler;
import java.io.Serial;
import java.util.List;
import org.atmosphere.cpr.AtmosphereResource;
import org.atmosphere.cpr.AtmosphereResourceEvent;
import org.atmosphere.cpr.AtmosphereResourceEventListener;
import org.atmosphere.cpr.AtmosphereResourceEventListenerAdapter;
import org.atmosphere.cpr.AtmosphereResourceImpl;

/**
 * Server push in which nobody who writes to a page waits for its session. Left alone, a write to a
 * page that is just being left asks for the session's lock from inside of the write, while whoever
 * has that lock to close the page waits for the write: the session stands still.
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
              .forEach(listener -> {
                known.removeEventListener(listener);
                known.addEventListener(new Apart(service, listener));
              });
        }
        super.suspend(resource);
      }
    };
  }

  private static boolean isVaadins(AtmosphereResourceEventListener listener) {
    return listener.getClass().getName().startsWith("com.vaadin.flow.server.communication.");
  }

  /** Tells of a lost connection on a thread of its own. */
  private static final class Apart extends AtmosphereResourceEventListenerAdapter {
    private final VaadinServletService service;
    private final AtmosphereResourceEventListener listener;

    Apart(VaadinServletService service, AtmosphereResourceEventListener listener) {
      this.service = service;
      this.listener = listener;
    }

    @Override
    public void onDisconnect(AtmosphereResourceEvent event) {
      service.getExecutor().execute(() -> listener.onDisconnect(event));
    }

    @Override
    public void onThrowable(AtmosphereResourceEvent event) {
      listener.onThrowable(event);
    }
  }
}
