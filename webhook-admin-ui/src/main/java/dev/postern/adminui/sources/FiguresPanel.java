package dev.postern.adminui.sources;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import dev.postern.adminui.part.Panel;
import dev.postern.ingest.SourceStats;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What came of a source's requests in an hour, a day, a week. */
final class FiguresPanel {
  private FiguresPanel() {}

  static Component of(SourceStats stats) {
    SourceStats.Windows windows = stats.windows();
    NativeTable table = new NativeTable();
    table.setCaptionText("Requests");
    NativeTableRow head = table.getHead().addRow();
    for (String title : List.of("Requests", "last hour", "24 hours", "7 days")) {
      head.addHeaderCell().setText(title);
    }
    row(table, windows, "received", SourceStats.Window::received);
    row(table, windows, "accepted", SourceStats.Window::accepted);
    row(table, windows, "repeated", SourceStats.Window::duplicates);
    row(table, windows, "refused", FiguresPanel::refused);
    row(table, windows, "of them replays", SourceStats.Window::replayAttempts);
    Div box = new Div(table);
    box.addClassName("table-box");
    Panel panel = new Panel("Figures", box);
    Map<String, Long> reasons = windows.week().refused();
    if (!reasons.isEmpty()) {
      panel.add(
          new Paragraph(
              "Refused in 7 days: "
                  + reasons.entrySet().stream()
                      .map(entry -> entry.getValue() + " " + entry.getKey().replace('_', ' '))
                      .collect(Collectors.joining(", "))
                  + "."));
    }
    if (stats.handover().waiting() > 0) {
      panel.add(
          new Paragraph(
              stats.handover().waiting()
                  + " wait to be handed over, the oldest for "
                  + stats.handover().lagSeconds()
                  + " s."));
    }
    return panel;
  }

  private static void row(
      NativeTable table,
      SourceStats.Windows windows,
      String name,
      ToLongFunction<SourceStats.Window> figure) {
    NativeTableRow row = table.getBody().addRow();
    row.addHeaderCell().setText(name);
    for (SourceStats.Window window : List.of(windows.hour(), windows.day(), windows.week())) {
      row.addDataCell().setText(String.valueOf(figure.applyAsLong(window)));
    }
  }

  private static long refused(SourceStats.Window window) {
    return window.refused().values().stream().mapToLong(Long::longValue).sum();
  }
}
