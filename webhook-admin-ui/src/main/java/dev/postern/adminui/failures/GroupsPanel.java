package dev.postern.adminui.failures;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.CauseParameter;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.Row;
import dev.postern.adminui.part.Rows;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.adminui.wording.ReasonWords;
import dev.postern.core.access.Permission;
import dev.postern.outbound.ledger.DeadLetters;

/** What was given up, by where it went and why; a group is sent again with one click. */
final class GroupsPanel {
  private GroupsPanel() {}

  static Component of(FailureDoors doors, Visit visit, DeadLetters.Groups groups) {
    Panel panel = new Panel("Given up");
    panel.action(new Anchor(visit.path("deliveries?status=dead"), "All of them"));
    panel.add(
        Rows.of(groups.groups(), group -> row(doors, visit, group), "No delivery was given up."));
    if (!groups.complete()) {
      Paragraph more =
          new Paragraph(
              "The newest " + DeadLetters.LOOKED_AT + " are counted here; there are more.");
      more.addClassName("hint");
      panel.add(more);
    }
    return panel;
  }

  private static Row row(FailureDoors doors, Visit visit, DeadLetters.Group group) {
    String list =
        "deliveries?status=dead&endpoint="
            + group.endpoint()
            + "&cause="
            + CauseParameter.of(group.cause());
    Anchor link = new Anchor(visit.path(list), doors.name(visit, group.endpoint()));
    Row row =
        Row.of(
                new StatusBadge(group.deliveries() + " dead", Tone.BAD),
                Row.what(link),
                Row.hint(ReasonWords.cause(group.cause())))
            .when(
                new Span("last "),
                doors.times().age(group.lastAt()),
                new Span(", first "),
                doors.times().age(group.firstAt()));
    return visit.may(Permission.WRITE)
        ? row.action(Buttons.plain("Replay…", click -> doors.replay(visit, group)))
        : row;
  }
}
