package dev.postern.adminui.shell;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;

/** A view of one tenant's things: the address says whose, and is checked before anything shows. */
public abstract class TenantView extends Main implements BeforeEnterObserver {
  private static final long serialVersionUID = 1L;
  private final transient ConsoleUser people;

  protected TenantView(ConsoleUser people) {
    this.people = people;
    addClassName("view");
  }

  @Override
  public final void beforeEnter(BeforeEnterEvent event) {
    show(people.visit(event), event);
  }

  /** Draws the view. Called again when only the query of the address changes. */
  protected abstract void show(Visit visit, BeforeEnterEvent event);
}
