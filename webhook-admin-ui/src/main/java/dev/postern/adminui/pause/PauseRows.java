package dev.postern.adminui.pause;

import com.vaadin.flow.component.html.Span;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Row;
import dev.postern.adminui.part.Rows;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.Tone;
import dev.postern.core.pause.Pause;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is stopped, by whom and why, each to be resumed. */
final class PauseRows {
  private PauseRows() {}

  /**
   * @param may which of them the person may resume
   */
  static Rows of(List<Pause> pauses, Times times, Predicate<Pause> may, Consumer<Pause> resume) {
    return Rows.of(pauses, pause -> row(pause, times, may.test(pause) ? resume : null));
  }

  private static Row row(Pause pause, Times times, @Nullable Consumer<Pause> resume) {
    Row row =
        Row.of(
                new StatusBadge("paused", Tone.WARN),
                Row.what(what(pause)),
                Row.sentence(pause.pausedBy() + ": " + pause.reason()))
            .told()
            .when(new Span("since "), times.age(pause.createdAt()));
    return resume == null
        ? row
        : row.action(Buttons.plain("Resume", click -> resume.accept(pause)));
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
