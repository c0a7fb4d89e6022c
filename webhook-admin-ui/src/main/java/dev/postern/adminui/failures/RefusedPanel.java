package dev.postern.adminui.failures;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Lately;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.Row;
import dev.postern.adminui.part.Rows;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.adminui.wording.ReasonWords;
import dev.postern.ingest.RejectionGroup;
import java.util.List;
import java.util.Locale;

/** Requests that were turned away at the sources, by reason, with what most likely went wrong. */
final class RefusedPanel {
  private RefusedPanel() {}

  static Component of(FailureDoors doors, Visit visit, Lately within, List<RejectionGroup> groups) {
    Panel panel = new Panel("Refused requests, " + within.label.toLowerCase(Locale.ROOT));
    panel.action(new Anchor(visit.path("rejections?within=" + within.word), "All of them"));
    panel.add(
        Rows.of(groups, group -> row(doors, visit, within, group), "No request was refused."));
    return panel;
  }

  private static Row row(FailureDoors doors, Visit visit, Lately within, RejectionGroup group) {
    Anchor link =
        new Anchor(
            visit.path(
                "rejections?source="
                    + group.source()
                    + "&reason="
                    + group.reason()
                    + "&within="
                    + within.word),
            doors.source(visit, group.source()));
    Row row = Row.of(new StatusBadge(group.reason().replace('_', ' '), Tone.BAD), Row.what(link));
    if (group.diagnoses().isEmpty()) {
      row.words(Row.hint("Nothing more is known."));
    }
    group
        .diagnoses()
        .forEach(diagnosis -> {
          Span hint = doors.times().told(ReasonWords.diagnosis(group.reason(), diagnosis));
          hint.addClassName("hint");
          row.words(hint);
        });
    return row.when(
        new Span(group.requests() == 1 ? "1 request" : group.requests() + " requests"),
        new Span(", " + addresses(group.addresses(), group.more()) + ", "),
        new Span("last "),
        doors.times().age(group.lastAt()));
  }

  /** Of a flood it is known only that some were not told apart, which may be the same again. */
  static String addresses(int toldApart, boolean more) {
    int known = Math.max(1, toldApart);
    return (more ? "at least " : "") + known + (known == 1 ? " address" : " addresses");
  }
}
