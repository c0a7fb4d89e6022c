package dev.postern.adminui.failures;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.adminui.wording.ReasonWords;
import dev.postern.ingest.RejectionGroup;
import java.util.List;

/** Requests that were turned away at the sources, by reason, with what most likely went wrong. */
final class RefusedPanel {
  private RefusedPanel() {}

  static Component of(FailureDoors doors, Visit visit, List<RejectionGroup> groups) {
    Panel panel = new Panel("Refused requests, last 7 days");
    panel.action(new Anchor(visit.path("rejections"), "All of them"));
    if (groups.isEmpty()) {
      panel.add(new Paragraph("No request was refused."));
      return panel;
    }
    UnorderedList rows = new UnorderedList();
    rows.addClassName("rows");
    groups.forEach(group -> rows.add(row(doors, visit, group)));
    panel.add(rows);
    return panel;
  }

  private static ListItem row(FailureDoors doors, Visit visit, RejectionGroup group) {
    Anchor link =
        new Anchor(
            visit.path("rejections?source=" + group.source() + "&reason=" + group.reason()),
            doors.source(visit, group.source()));
    link.addClassName("what");
    Div words = new Div(link);
    words.addClassName("grow");
    if (group.diagnoses().isEmpty()) {
      words.add(hint("Nothing more is known."));
    }
    group
        .diagnoses()
        .forEach(diagnosis -> words.add(hint(ReasonWords.diagnosis(group.reason(), diagnosis))));
    Div times =
        new Div(
            new Span(group.requests() == 1 ? "1 request" : group.requests() + " requests"),
            new Span(
                group.addresses() == 1
                    ? ", 1 address, "
                    : ", " + group.addresses() + " addresses, "),
            new Span("last "),
            doors.times().age(group.lastAt()));
    times.addClassName("hint");
    ListItem row =
        new ListItem(new StatusBadge(group.reason().replace('_', ' '), Tone.BAD), words, times);
    row.addClassName("row");
    return row;
  }

  private static Span hint(String text) {
    Span hint = new Span(text);
    hint.addClassName("hint");
    return hint;
  }
}
