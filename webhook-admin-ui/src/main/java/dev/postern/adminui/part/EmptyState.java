package dev.postern.adminui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/** Nothing here yet, and what to do about it. */
public final class EmptyState extends Div {
  private static final long serialVersionUID = 1L;

  public EmptyState(Icon icon, String title, String next, Component... actions) {
    addClassName("empty");
    Div round = new Div(icon.draw());
    round.addClassName("empty-icon");
    add(round, new H2(title), new Paragraph(next));
    add(actions);
  }
}
