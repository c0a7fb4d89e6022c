package dev.postern.adminui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;

/** A titled card with its own actions. */
public final class Panel extends Section {
  private static final long serialVersionUID = 1L;
  private final Div actions = new Div();

  public Panel(String title, Component... content) {
    addClassName("panel");
    H2 heading = new H2(title);
    actions.addClassName("actions");
    Div head = new Div(heading, actions);
    head.addClassName("panel-head");
    add(head);
    add(content);
  }

  public Panel action(Component... components) {
    actions.add(components);
    return this;
  }
}
