package dev.postern.adminui.pause;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.core.pause.NewPause;
import dev.postern.core.pause.Pause;
import dev.postern.core.problem.ProblemException;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** {@code /platform/pauses}: the one switch for everything, and the one for this node. */
@Route(value = "platform/pauses", layout = ConsoleLayout.class)
@PageTitle("Stop and drain · Postern")
@PermitAll
@CdiComponent
public class PlatformPausesView extends Main implements BeforeEnterObserver {
  private static final long serialVersionUID = 1L;
  private final transient PauseDoors doors;
  private final transient NodeDrain node;

  @Inject
  PlatformPausesView(PauseDoors doors, NodeDrain node) {
    this.doors = doors;
    this.node = node;
    addClassName("view");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    draw();
  }

  private void draw() {
    doors.people().requirePlatform();
    removeAll();
    add(
        new ViewHeader(
            "Stop and drain",
            "Of all tenants, on all nodes, or one node alone, until somebody resumes it."));
    List<Pause> pauses = doors.pauses().list(null);
    if (pauses.isEmpty()) {
      add(stop());
    } else {
      add(
          new Panel(
              "Paused now", PauseRows.of(pauses, doors.times(), pause -> true, this::resume)));
    }
    add(new NodePanel(node, doors.people()));
  }

  private Panel stop() {
    TextField reason = new TextField("Why");
    reason.setRequired(true);
    Div row = new Div();
    row.addClassName("stack");
    Div buttons =
        new Div(
            Buttons.danger("Stop intake and deliveries", click -> ask(reason, true)),
            Buttons.plain("Stop deliveries only", click -> ask(reason, false)));
    buttons.addClassName("actions");
    row.add(
        new Paragraph(
            "Nothing is lost: providers are answered 503 and come again, deliveries wait, and"
                + " publishing goes on."),
        reason,
        buttons);
    return new Panel("Nothing is stopped", row);
  }

  private void ask(TextField reason, boolean intake) {
    if (Forms.filled(reason, "Say why: everybody will ask.")) {
      Ask.before(
          "Stop everything?",
          "Deliveries of every tenant stop within a second"
              + (intake ? ", and providers are told to come again later." : "."),
          "Stop everything",
          () -> pause(reason, intake));
    }
  }

  private void pause(TextField reason, boolean intake) {
    doors.people().requirePlatform();
    try {
      doors.pauses().pause(null, NewPause.everything(intake, true, reason.getValue()), true);
      draw();
    } catch (ProblemException refused) {
      Forms.mark(refused, Map.of("/reason", reason));
    }
  }

  private void resume(Pause pause) {
    doors.people().requirePlatform();
    doors.pauses().resume(null, pause.id(), true);
    Notice.done("Everything goes on within a second.");
    draw();
  }
}
