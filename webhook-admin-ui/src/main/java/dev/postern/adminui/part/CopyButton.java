package dev.postern.adminui.part;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.dom.Element;

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

  /** With words beside the icon. */
  public static CopyButton labelled(String text, String words, String label) {
    CopyButton button = new CopyButton(text, label);
    button.addClassName("worded");
    button.getElement().insertChild(0, new Element("span").setText(words));
    return button;
  }
}
