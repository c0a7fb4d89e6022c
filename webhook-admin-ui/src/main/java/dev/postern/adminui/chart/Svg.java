package dev.postern.adminui.chart;

import com.vaadin.flow.component.html.Div;

/** A drawing within the page, so that the style sheet reaches it. Its markup holds numbers only. */
final class Svg extends Div {
  private static final long serialVersionUID = 1L;

  /**
   * @param label what a reader who sees nothing is told
   */
  Svg(String className, int width, int height, String label, String shapes) {
    addClassName(className);
    getElement().setAttribute("role", "img");
    getElement().setAttribute("aria-label", label);
    getElement()
        .setProperty(
            "innerHTML",
            "<svg viewBox=\"0 0 "
                + width
                + " "
                + height
                + "\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">"
                + shapes
                + "</svg>");
  }
}
