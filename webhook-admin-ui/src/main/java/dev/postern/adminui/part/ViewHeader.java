package dev.postern.adminui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;

/** A view's title, one sentence under it, and its actions on the right. */
public final class ViewHeader extends Header {
  private static final long serialVersionUID = 1L;
  private final H1 title;
  private final Div badges = new Div();
  private final Div actions = new Div();

  public ViewHeader(String title, String sentence, Component... actions) {
    addClassName("view-header");
    this.title = new H1(title);
    badges.addClassName("badges");
    Div line = new Div(this.title, badges);
    line.addClassName("view-title");
    Div words = new Div(line);
    if (!sentence.isEmpty()) {
      words.add(new Paragraph(sentence));
    }
    words.addClassName("view-words");
    this.actions.addClassName("actions");
    this.actions.add(actions);
    add(words, this.actions);
  }

  public ViewHeader action(Component... components) {
    actions.add(components);
    return this;
  }

  public ViewHeader badge(Component... components) {
    badges.add(components);
    return this;
  }
}
