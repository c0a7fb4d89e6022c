package dev.postern.adminui.part;

import com.vaadin.flow.component.html.NativeButton;

/** Copies a text in the browser, without a round trip ({@code console.js} listens). */
public final class CopyButton extends NativeButton {
  private static final long serialVersionUID = 1L;

  public CopyButton(String text, String label) {
    addClassName("copy");
    getElement().setAttribute("type", "button");
    getElement().setAttribute("data-copy", text);
    getElement().setAttribute("title", label);
    setAriaLabel(label);
    getElement().appendChild(Icon.COPY.draw().getElement(), Icon.CHECK.draw().getElement());
  }
}
