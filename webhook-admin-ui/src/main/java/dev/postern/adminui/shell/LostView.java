package dev.postern.adminui.shell;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** An address that leads nowhere. Says nothing about what exists. */
@ParentLayout(ConsoleLayout.class)
@AnonymousAllowed
@PageTitle("Not found · Postern")
public class LostView extends Main implements HasErrorParameter<NotFoundException> {
  private static final long serialVersionUID = 1L;

  public LostView() {
    addClassName("view");
  }

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> error) {
    add(ProblemView.page("Not found", "There is nothing at this address."));
    return 404;
  }
}
