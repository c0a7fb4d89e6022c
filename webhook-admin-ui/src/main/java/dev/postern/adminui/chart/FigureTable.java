package dev.postern.adminui.chart;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.time.Instant;
import java.util.List;

/** The figures of a chart for those who would rather read them. Made when it is opened. */
final class FigureTable {
  /** One step of time. */
  record Line(Instant at, List<String> figures) {}

  private FigureTable() {}

  static Details of(Frame frame, List<String> columns, List<Line> lines) {
    Div content = new Div();
    content.addClassName("table-box");
    content.getElement().setAttribute("tabindex", "0");
    content.getElement().setAttribute("role", "region");
    content.getElement().setAttribute("aria-label", frame.title() + " as a table");
    Details details = new Details("As a table", content);
    details.addClassName("as-table");
    details.addOpenedChangeListener(change -> {
      if (change.isOpened() && content.getChildren().findAny().isEmpty()) {
        content.add(table(frame, columns, lines));
      }
    });
    return details;
  }

  private static NativeTable table(Frame frame, List<String> columns, List<Line> lines) {
    NativeTable table = new NativeTable();
    table.setCaptionText(frame.title());
    NativeTableRow head = table.getHead().addRow();
    head.addHeaderCell().setText("From (UTC)");
    columns.forEach(column -> head.addHeaderCell().setText(column));
    for (Line line : lines) {
      NativeTableRow row = table.getBody().addRow();
      NativeTableHeaderCell at = row.addHeaderCell();
      at.setText(frame.time(line.at()));
      at.getElement().setAttribute("scope", "row");
      line.figures().forEach(figure -> row.addDataCell().setText(figure));
    }
    return table;
  }
}
