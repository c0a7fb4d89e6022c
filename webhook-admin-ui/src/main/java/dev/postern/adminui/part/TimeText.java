package dev.postern.adminui.part;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import java.time.Instant;

/** The HTML {@code <time>} element. */
@Tag("time")
final class TimeText extends HtmlContainer {
  private static final long serialVersionUID = 1L;

  TimeText(Instant at, String text) {
    getElement().setAttribute("datetime", at.toString());
    setText(text);
  }
}
