package dev.postern.adminui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;

/** One line of a list: a badge, words, when it was, and what can be done with it. */
public final class Row extends ListItem {
  private static final long serialVersionUID = 1L;
  private final Div words = new Div();

  private Row(Component... words) {
    addClassName("row");
    this.words.addClassName("grow");
    this.words.add(words);
    add(this.words);
  }

  public static Row of(Component... words) {
    return new Row(words);
  }

  public static Row of(StatusBadge badge, Component... words) {
    Row row = new Row(words);
    row.addComponentAsFirst(badge);
    return row;
  }

  /** More of them. */
  public Row words(Component... more) {
    words.add(more);
    return this;
  }

  /** Of sentences rather than of words: the badge stands beside the first line of them. */
  public Row told() {
    addClassName("told");
    return this;
  }

  public Row when(Component... words) {
    Div when = new Div(words);
    when.addClassName("hint");
    add(when);
    return this;
  }

  public Row action(Component... buttons) {
    Div actions = new Div(buttons);
    actions.addClassName("actions");
    add(actions);
    return this;
  }

  /** What the line is of. */
  public static <C extends Component & HasStyle> C what(C name) {
    name.addClassName("what");
    return name;
  }

  public static Span what(String name) {
    return what(new Span(name));
  }

  /** Below the name, quietly. */
  public static Span hint(String text) {
    Span hint = new Span(text);
    hint.addClassName("hint");
    return hint;
  }

  /** Below the name, and long. */
  public static Span sentence(String text) {
    Span sentence = new Span(text);
    sentence.addClassName("sentence");
    return sentence;
  }
}
