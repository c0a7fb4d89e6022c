package dev.postern.adminui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Icon;
import dev.postern.core.problem.ProblemException;

/** A page that cannot be shown: not there, not yours, or not allowed. */
@ParentLayout(ConsoleLayout.class)
@AnonymousAllowed
@PageTitle("Refused · Postern")
public class ProblemView extends Main implements HasErrorParameter<ProblemException> {
  private static final long serialVersionUID = 1L;

  public ProblemView() {
    addClassName("view");
  }

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<ProblemException> error) {
    int status = error.getException().problem().status();
    if (status == 401) {
      event.rerouteTo("login");
      return status;
    }
    add(page(title(status), error.getException().problem().detail()));
    return status;
  }

  static Component page(String title, String detail) {
    return new EmptyState(Icon.SEARCH, title, detail, new Anchor("", "Go to the overview"));
  }

  private static String title(int status) {
    return switch (status) {
      case 403 -> "You may not see this";
      case 404 -> "Not found";
      default -> "This page cannot be shown";
    };
  }
}
