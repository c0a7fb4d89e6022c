package dev.postern.adminui.secrets;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.IdText;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.SecretOnce;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.core.access.Permission;
import dev.postern.core.vault.SecretInfo;
import java.util.List;
import java.util.Objects;

/** The versions on a time line, what each has proved, and the ways to replace, end or see one. */
public final class SecretsPanel extends Div {
  private static final long serialVersionUID = 1L;
  private final transient SecretOwner owner;
  private final transient SecretDoors doors;

  public SecretsPanel(SecretOwner owner, SecretDoors doors) {
    this.owner = owner;
    this.doors = doors;
    draw();
  }

  private void draw() {
    removeAll();
    List<SecretInfo> versions = owner.versions();
    Panel panel = new Panel("Secrets");
    if (owner.visit().may(Permission.ADMINISTER) && !versions.isEmpty()) {
      panel.action(Buttons.quiet("Reveal", click -> owner.visit().whenConfirmed(this::reveal)));
    }
    if (owner.visit().may(Permission.WRITE)) {
      panel.action(
          Buttons.plain(
              versions.isEmpty() ? "Set a secret" : "Rotate secret", click -> rotate(versions)));
    }
    if (versions.isEmpty()) {
      panel.add(new Paragraph("There is none, so every request is refused."));
    } else {
      OrderedList line = new OrderedList();
      line.addClassNames("timeline", "versions");
      versions.forEach(version -> line.add(row(version)));
      panel.add(line);
    }
    panel.add(new History(owner, doors));
    add(panel);
  }

  private void reveal() {
    SecretInfo shown = owner.reveal();
    new SecretOnce(
            "The current secret",
            "That you looked at it stands in the audit trail.",
            Objects.requireNonNull(shown.value()))
        .open();
    draw();
  }

  private void rotate(List<SecretInfo> versions) {
    new RotateDialog(owner, doors.times(), RotateDialog.Present.of(versions), this::draw).open();
  }

  private ListItem row(SecretInfo version) {
    Div head = new Div(badge(version), IdText.shortened(version.id()));
    head.addClassName("badges");
    Div life = new Div(life(version));
    life.addClassName("hint");
    Paragraph evidence = new Paragraph(Evidence.of(version, owner.use(), doors.times()));
    ListItem row = new ListItem(head, life, evidence);
    row.addClassNames("attempt", "current".equals(version.state()) ? "good" : version.state());
    if ("retiring".equals(version.state()) && owner.visit().may(Permission.WRITE)) {
      row.add(expireNow(version));
    }
    return row;
  }

  private Button expireNow(SecretInfo version) {
    SecretInfo.Recent recent = version.recent();
    boolean used = recent != null && recent.verified() > 0;
    return Buttons.danger(
        "Expire now",
        click ->
            Ask.before(
                "End this secret now?",
                consequence(used),
                "Expire now",
                owner.visit()::whenConfirmed,
                () -> {
                  owner.expire(version.id());
                  Notice.done("The old secret is expired.");
                  draw();
                }));
  }

  private String consequence(boolean used) {
    return switch (owner.use()) {
      case SIGNS ->
          "From this moment nothing is signed with it: a receiver that still checks with it alone"
              + " refuses every delivery.";
      case VERIFIES ->
          (used ? "It was used within the last 24 hours. " : "")
              + "From this moment requests signed with it are refused: be sure that the provider"
              + " uses the new one.";
    };
  }

  private Component[] life(SecretInfo version) {
    Component created = doors.times().age(version.createdAt());
    if (version.expiresAt() == null) {
      return new Component[] {new Span("made "), created};
    }
    boolean retiring = "retiring".equals(version.state());
    return new Component[] {
      new Span("made "),
      created,
      new Span(retiring ? ", ends in " : ", ended "),
      retiring
          ? doors.times().countdown(version.expiresAt(), this::draw)
          : doors.times().age(version.expiresAt())
    };
  }

  private static StatusBadge badge(SecretInfo version) {
    return new StatusBadge(
        version.state(),
        switch (version.state()) {
          case "current" -> Tone.GOOD;
          case "retiring" -> Tone.WARN;
          default -> Tone.MUTED;
        });
  }
}
