package dev.postern.adminui.secrets;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.IdText;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.Tone;
import dev.postern.core.vault.SecretInfo;
import java.util.List;

/** The versions, what each has proved, and the ways to replace or end one. */
public final class SecretsPanel extends Div {
  private static final long serialVersionUID = 1L;
  private final transient SecretOwner owner;
  private final transient Times times;

  public SecretsPanel(SecretOwner owner, Times times) {
    this.owner = owner;
    this.times = times;
    draw();
  }

  private void draw() {
    removeAll();
    List<SecretInfo> versions = owner.versions();
    Panel panel = new Panel("Secrets");
    if (owner.changeable()) {
      panel.action(Buttons.plain("Rotate secret", click -> rotate(versions)));
    }
    if (versions.isEmpty()) {
      panel.add(new Paragraph("There is none, so every request is refused."));
    } else {
      UnorderedList rows = new UnorderedList();
      rows.addClassName("rows");
      versions.forEach(version -> rows.add(row(version)));
      panel.add(rows);
    }
    add(panel);
  }

  private void rotate(List<SecretInfo> versions) {
    boolean overlapping = versions.stream().anyMatch(v -> "retiring".equals(v.state()));
    new RotateDialog(owner, times, overlapping, this::draw).open();
  }

  private ListItem row(SecretInfo version) {
    Div words = new Div(IdText.shortened(version.id()), new Div(life(version)), evidence(version));
    words.addClassName("grow");
    ListItem row = new ListItem(badge(version), words);
    row.addClassName("row");
    if ("retiring".equals(version.state()) && owner.changeable()) {
      row.add(expireNow(version));
    }
    return row;
  }

  private Button expireNow(SecretInfo version) {
    return Buttons.danger(
        "Expire now",
        click ->
            Ask.before(
                "End this secret now?",
                consequence(),
                "Expire now",
                () -> {
                  owner.expire(version.id());
                  Notice.done("The old secret is expired.");
                  draw();
                }));
  }

  private String consequence() {
    return switch (owner.use()) {
      case SIGNS ->
          "From this moment nothing is signed with it: a receiver that still checks with it alone"
              + " refuses every delivery.";
      case VERIFIES ->
          "From this moment requests signed with it are refused: be sure that the provider uses the"
              + " new one.";
    };
  }

  private Component[] life(SecretInfo version) {
    Span created = new Span("created ");
    created.addClassName("hint");
    if (version.expiresAt() == null) {
      return new Component[] {created, times.age(version.createdAt())};
    }
    Span expires = new Span("expired".equals(version.state()) ? " · expired " : " · expires ");
    expires.addClassName("hint");
    return new Component[] {
      created, times.age(version.createdAt()), expires, times.age(version.expiresAt())
    };
  }

  private Component evidence(SecretInfo version) {
    Span words =
        new Span(
            version.lastVerifiedAt() == null
                ? "No use seen yet"
                : (owner.use() == SecretOwner.Use.SIGNS ? "Signed " : "Verified ")
                    + version.verifiedCount()
                    + " requests, last "
                    + times.ageText(version.lastVerifiedAt()));
    words.addClassName("hint");
    return words;
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
