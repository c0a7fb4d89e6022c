package dev.postern.adminui.pause;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Facts;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;

/** The node that shows the page: in service or not, and the way to the other. */
final class NodePanel extends Div {
  private static final long serialVersionUID = 1L;
  private final transient NodeDrain node;
  private final transient ConsoleUser people;

  NodePanel(NodeDrain node, ConsoleUser people) {
    this.node = node;
    this.people = people;
    draw();
  }

  private void draw() {
    removeAll();
    NodeDrain.Node present = node.present();
    Panel panel =
        new Panel(
            "This node",
            new Paragraph(
                "The one that shows you this page. Other nodes go on: open the console by a node's"
                    + " own address to see that one."),
            new Facts()
                .with("State", badge(present.draining()))
                .with("Port", String.valueOf(present.port()))
                .with("Roles", String.join(", ", present.roles())));
    panel.action(
        present.draining()
            ? Buttons.primary("Take it back", click -> drain(false))
            : Buttons.danger("Drain…", click -> ask()));
    add(panel);
  }

  private static StatusBadge badge(boolean draining) {
    return draining
        ? new StatusBadge("draining", Tone.WARN)
        : new StatusBadge("in service", Tone.GOOD);
  }

  private void ask() {
    people.requirePlatform();
    Ask.before(
        "Drain this node?",
        "It answers that it is not ready, so that a balancer sends nobody here, and begins no"
            + " delivery; what it has begun it ends. Where it is the only node, everything stops.",
        "Drain node",
        () -> drain(true));
  }

  private void drain(boolean wanted) {
    people.requirePlatform();
    node.drain(wanted);
    Notice.done(wanted ? "It ends what it has begun, and begins nothing." : "It is in service.");
    draw();
  }
}
