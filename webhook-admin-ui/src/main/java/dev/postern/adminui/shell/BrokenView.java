package dev.postern.adminui.shell;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.postern.core.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** A page that failed while it was being made. The reader gets a sentence, the log the cause. */
@AnonymousAllowed
@PageTitle("Failed · Postern")
public class BrokenView extends Main implements HasErrorParameter<Exception> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(BrokenView.class.getName());

  public BrokenView() {
    addClassName("view");
  }

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> error) {
    LOG.log(
        Level.ERROR,
        "console_page_failed path=" + event.getLocation().getPath(),
        error.getCaughtException());
    if (ConsoleErrors.find(error.getCaughtException(), StoreException.class) != null) {
      add(ProblemView.page("The database does not answer", "Reload the page in a moment."));
      return 503;
    }
    add(ProblemView.page("This page failed", "The cause is in the server's log."));
    return 500;
  }
}
