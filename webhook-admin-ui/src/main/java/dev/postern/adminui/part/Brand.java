package dev.postern.adminui.part;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;

/** The mark and the name. */
public final class Brand extends Div {
  private static final long serialVersionUID = 1L;

  public Brand() {
    addClassName("brand");
    Image mark = new Image("mark.svg", "");
    mark.setWidth("28px");
    mark.setHeight("28px");
    add(mark, new Span("Postern"));
  }
}
