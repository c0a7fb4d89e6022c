package dev.postern.adminui.sources;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.ingest.simulate.Simulation;

/** What the source made of a signed request, its copy, a late replay and a tampered one. */
final class RehearsalDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  RehearsalDialog(Simulation played) {
    setHeaderTitle("A rehearsal");
    addClassName("dialog-m");
    UnorderedList rows = new UnorderedList();
    rows.addClassName("rows");
    played.results().forEach(verdict -> rows.add(row(verdict)));
    add(
        new Paragraph(
            (played.safe()
                    ? "Every request came out as it should. "
                    : "Not every request came out as it should. ")
                + "Nothing was kept of it."),
        rows);
    getFooter().add(Buttons.primary("Close", click -> close()));
  }

  private static ListItem row(Simulation.Verdict verdict) {
    Span diagnosis =
        new Span(verdict.diagnosis() == null ? "" : String.valueOf(verdict.diagnosis()));
    diagnosis.addClassName("hint");
    Div words =
        new Div(
            new Span(name(verdict.name()) + ": " + verdict.verdict().replace('_', ' ')), diagnosis);
    words.addClassName("grow");
    ListItem row =
        new ListItem(
            verdict.asExpected()
                ? new StatusBadge("as it should", Tone.GOOD)
                : new StatusBadge("wrong", Tone.BAD),
            words);
    row.addClassName("row");
    return row;
  }

  private static String name(String played) {
    return switch (played) {
      case "signed" -> "A genuine request";
      case "duplicate" -> "The same once more";
      case "stale_replay" -> "An old one replayed";
      case "tampered" -> "A tampered one";
      default -> played.replace('_', ' ');
    };
  }
}
