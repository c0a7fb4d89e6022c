package dev.postern.adminui.pause;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.Tone;
import dev.postern.core.pause.Pause;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is stopped, by whom and why, each to be resumed. */
final class PauseRows extends UnorderedList {
  private static final long serialVersionUID = 1L;

  /**
   * @param resume null where the person may not
   */
  PauseRows(List<Pause> pauses, Times times, @Nullable Consumer<Pause> resume) {
    addClassName("rows");
    for (Pause pause : pauses) {
      Span what = new Span(what(pause));
      what.addClassName("what");
      Span why = new Span(pause.pausedBy() + ": " + pause.reason());
      why.addClassName("sentence");
      Div words = new Div(what, why);
      words.addClassName("grow");
      Div when = new Div(new Span("since "), times.age(pause.createdAt()));
      when.addClassName("hint");
      ListItem row = new ListItem(new StatusBadge("paused", Tone.WARN), words, when);
      if (resume != null) {
        row.add(Buttons.plain("Resume", click -> resume.accept(pause)));
      }
      row.addClassNames("row", "told");
      add(row);
    }
  }

  private static String what(Pause pause) {
    String flows =
        pause.intake() && pause.deliveries()
            ? "Intake and deliveries of "
            : pause.intake() ? "Intake of " : "Deliveries of ";
    return switch (pause.scope()) {
      case EVERYTHING -> flows + "everybody";
      case TENANT -> flows + "this tenant";
      case ENDPOINT, SOURCE -> flows + pause.objectId();
    };
  }
}
