package dev.postern.adminui.chart;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** What the parts of a chart mean, each with the sign that it is drawn with. */
final class Legend extends Div {
  private static final long serialVersionUID = 1L;

  private Legend() {
    addClassName("legend");
  }

  static Legend of(String firstSign, String first, String secondSign, String second) {
    Legend legend = new Legend();
    legend.entry(firstSign, first);
    legend.entry(secondSign, second);
    return legend;
  }

  private void entry(String sign, String text) {
    Span mark = new Span();
    mark.addClassNames("sign", sign);
    add(new Span(mark, new Span(text)));
  }
}
