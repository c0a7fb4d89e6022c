package dev.postern.adminui.sources;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.Row;
import dev.postern.adminui.part.Rows;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.core.access.Permission;
import dev.postern.core.problem.ProblemException;
import dev.postern.ingest.Measure;
import dev.postern.ingest.Source;

/** What was done against attacks on a source, by itself or by hand, each with the way back. */
final class MeasuresPanel extends Div {
  private static final long serialVersionUID = 1L;
  private final transient SourceDoors doors;
  private final transient Visit visit;
  private final transient Source source;

  MeasuresPanel(SourceDoors doors, Visit visit, Source source) {
    this.doors = doors;
    this.visit = visit;
    this.source = source;
    draw();
  }

  private void draw() {
    removeAll();
    Panel panel = new Panel("Measures");
    if (visit.may(Permission.WRITE)) {
      panel.action(
          Buttons.plain(
              "Take a measure",
              click -> new MeasureDialog(doors.defences(), visit, source.id(), this::draw).open()));
    }
    panel.add(
        new Paragraph(
            "When signature failures are unusual: "
                + SendersPage.explain(source.settings().autoResponse())
                    .toLowerCase(java.util.Locale.ROOT)
                + "."));
    panel.add(Rows.of(doors.defences().measures(visit, source.id()), this::row, "None was taken."));
    add(panel);
  }

  private Row row(Measure measure) {
    boolean active = measure.activeAt(doors.times().now());
    Row row = Row.of(badge(measure, active), new Span(words(measure.kind())));
    if (measure.network() != null) {
      row.words(new Span(" "), new Code(measure.network()));
    }
    Div why = new Div(new Span(measure.reason() + " · "), doors.times().age(measure.createdAt()));
    if (active) {
      why.add(new Span(" · ends "), doors.times().age(measure.expiresAt()));
    }
    why.addClassName("hint");
    row.words(why);
    return active && visit.may(Permission.WRITE)
        ? row.action(Buttons.quiet("Undo", click -> undo(measure)))
        : row;
  }

  private void undo(Measure measure) {
    try {
      doors.defences().undo(visit, measure);
      Notice.done("The measure is lifted.");
    } catch (ProblemException over) {
      Notice.refused(over.problem().detail());
    }
    draw();
  }

  private static StatusBadge badge(Measure measure, boolean active) {
    if (active) {
      return new StatusBadge("in force", Tone.WARN);
    }
    return new StatusBadge(measure.endedAt() == null ? "over" : "undone", Tone.MUTED);
  }

  static String words(Measure.Kind kind) {
    return switch (kind) {
      case BLOCK_NETWORK -> "Network blocked";
      case TIGHTEN_LIMIT -> "Limits at a tenth";
      case DISABLE_SOURCE -> "Source closed";
    };
  }
}
