package dev.postern.adminui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;

/** Names and values, as a description list. */
public final class Facts extends DescriptionList {
  private static final long serialVersionUID = 1L;

  public Facts() {
    addClassName("facts");
  }

  public Facts with(String name, Component value) {
    Description description = new Description(value);
    add(new Term(name), description);
    return this;
  }

  /** Left out when there is nothing to say. */
  public Facts with(String name, @Nullable String value) {
    return value == null || value.isBlank() ? this : with(name, new Span(value));
  }
}
