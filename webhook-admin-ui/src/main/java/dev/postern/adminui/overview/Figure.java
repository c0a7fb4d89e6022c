package dev.postern.adminui.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;

/** One number that leads to what it counts. */
final class Figure extends Anchor {
  private static final long serialVersionUID = 1L;

  Figure(String number, String name, String path, boolean alarm) {
    addClassName("figure");
    if (alarm) {
      addClassName("alarm");
    }
    setHref(path);
    getElement().setAttribute("router-link", true);
    getElement().appendChild(new Element("b").setText(number));
    add(new Span(name));
  }
}
