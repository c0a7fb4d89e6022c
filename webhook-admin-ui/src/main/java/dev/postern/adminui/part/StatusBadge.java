package dev.postern.adminui.part;

import com.vaadin.flow.component.html.Span;

/** A word with a shape and a colour. */
public final class StatusBadge extends Span {
  private static final long serialVersionUID = 1L;

  public StatusBadge(String word, Tone tone) {
    super(word);
    addClassNames("badge", tone.className());
  }
}
