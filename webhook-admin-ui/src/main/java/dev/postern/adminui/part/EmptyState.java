package dev.postern.adminui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
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

  /**
   * There is something, but the filters leave nothing of it.
   *
   * @param path the same list without filters
   */
  public static EmptyState noMatch(String sentence, String path) {
    return new EmptyState(
        Icon.SEARCH,
        "Nothing matches",
        sentence,
        Buttons.plain("Clear the filters", click -> UI.getCurrentOrThrow().navigate(path)));
  }

  /** The same for a list that has a filter by time, which can be the reason by itself. */
  public static EmptyState noMatch(String sentence, TimeRange time, String path) {
    return noMatch(time.reversed() ? "The range of time ends before it begins." : sentence, path);
  }
}
