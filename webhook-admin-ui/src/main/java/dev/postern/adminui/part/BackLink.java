package dev.postern.adminui.part;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;

/** The way back to the list that a page belongs to. */
public final class BackLink extends Anchor {
  private static final long serialVersionUID = 1L;

  public BackLink(String path, String label) {
    addClassName("back");
    setHref(path);
    getElement().setAttribute("router-link", true);
    add(Icon.BACK.draw(), new Span(label));
  }
}
