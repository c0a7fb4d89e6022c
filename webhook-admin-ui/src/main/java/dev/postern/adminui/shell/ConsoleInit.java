package dev.postern.adminui.shell;

import com.vaadin.flow.server.ServiceException;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServletService;
import dev.postern.adminui.access.ConsoleAccess;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.login.LoginView;
import dev.postern.core.Service;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Puts the guard before every navigation and the error handler into every session. */
@Service
public class ConsoleInit {
  private final ConsoleUser people;

  @Inject
  ConsoleInit(ConsoleUser people) {
    this.people = people;
  }

  void init(@Observes ServiceInitEvent event) throws ServiceException {
    if (event.getSource() instanceof VaadinServletService service) {
      event.addRequestHandler(new PatientPush(service));
    }
    ConsoleAccess access = new ConsoleAccess(people);
    access.setLoginView(LoginView.class);
    event.addIndexHtmlRequestListener(new ContentPolicy()::apply);
    event.getSource().addUIInitListener(init -> init.getUI().addBeforeEnterListener(access));
    event
        .getSource()
        .addSessionInitListener(
            init -> init.getSession().setErrorHandler(new ConsoleErrors(people)));
  }
}
