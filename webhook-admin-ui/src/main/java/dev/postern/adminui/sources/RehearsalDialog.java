package dev.postern.adminui.sources;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Row;
import dev.postern.adminui.part.Rows;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.ingest.simulate.Simulation;

/** What the source made of a signed request, its copy, a late replay and a tampered one. */
final class RehearsalDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  RehearsalDialog(Simulation played) {
    setHeaderTitle("A rehearsal");
    addClassName("dialog-m");
    add(
        new Paragraph(
            (played.safe()
                    ? "Every request came out as it should. "
                    : "Not every request came out as it should. ")
                + "Nothing was kept of it."),
        Rows.of(played.results(), RehearsalDialog::row));
    getFooter().add(Buttons.primary("Close", click -> close()));
  }

  private static Row row(Simulation.Verdict verdict) {
    return Row.of(
        badge(verdict),
        new Span(name(verdict.name()) + ": " + verdict.verdict().replace('_', ' ')),
        Row.hint(verdict.diagnosis() == null ? "" : String.valueOf(verdict.diagnosis())));
  }

  private static StatusBadge badge(Simulation.Verdict verdict) {
    if (!verdict.asExpected()) {
      return new StatusBadge("wrong", Tone.BAD);
    }
    return verdict.openByNature()
        ? new StatusBadge("not signed", Tone.WARN)
        : new StatusBadge("as it should", Tone.GOOD);
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
