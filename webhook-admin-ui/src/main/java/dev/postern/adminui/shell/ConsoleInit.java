package dev.postern.adminui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.shared.communication.PushMode;
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

  void init(@Observes ServiceInitEvent event) {
    ConsoleAccess access = new ConsoleAccess(people);
    access.setLoginView(LoginView.class);
    event.addIndexHtmlRequestListener(new ContentPolicy()::apply);
    event.getSource().addUIInitListener(init -> init.getUI().addBeforeEnterListener(access));
    event.getSource().addUIInitListener(init -> quietWithoutAPerson(init.getUI()));
    event
        .getSource()
        .addSessionInitListener(init -> init.getSession().setErrorHandler(new ConsoleErrors()));
  }

  /**
   * Nothing happens on the pages of a stranger that the server would have to say. A socket there
   * does harm: one that opens while the log-in replaces the session brings its own new session, and
   * its cookie puts the person out again.
   */
  private void quietWithoutAPerson(UI ui) {
    if (people.caller().isEmpty()) {
      ui.getPushConfiguration().setPushMode(PushMode.DISABLED);
    }
  }
}
