package dev.postern.adminui.secrets;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.SecretOnce;
import dev.postern.adminui.part.Times;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.vault.SecretInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Asks for the overlap and says, in order, what will happen when. */
final class RotateDialog extends Dialog {
  private static final long serialVersionUID = 1L;
  private static final int MAX_HOURS = 168;
  private final transient SecretOwner owner;
  private final transient Times times;
  private final transient SecretOwner.Signing signing;
  private final boolean first;
  private final RadioButtonGroup<Overlap> overlap = new RadioButtonGroup<>("Overlap");
  private final IntegerField hours = new IntegerField("Hours, 1 to 168");
  private final Checkbox force = new Checkbox(RotationPlan.FORCE);
  private final OrderedList plan = new OrderedList();
  private final PasswordField given = new PasswordField("New secret");

  /** What there is before. */
  enum Present {
    /** The first secret replaces none, so that nothing overlaps. */
    NONE,
    ONE,
    OVERLAPPING;

    static Present of(List<SecretInfo> versions) {
      if (versions.stream().anyMatch(version -> "retiring".equals(version.state()))) {
        return OVERLAPPING;
      }
      return versions.isEmpty() ? NONE : ONE;
    }
  }

  RotateDialog(SecretOwner owner, Times times, Present present, Runnable rotated) {
    this.owner = owner;
    this.times = times;
    this.signing = owner.signing(times.now());
    first = present == Present.NONE;
    boolean overlapping = present == Present.OVERLAPPING;
    String verb = first ? "Set secret" : "Rotate secret";
    setHeaderTitle(verb);
    addClassName("dialog-m");
    overlap.setItems(Overlap.values());
    overlap.setItemLabelGenerator(choice -> choice.label);
    overlap.setValue(first ? Overlap.NONE : Overlap.DAY);
    overlap.setVisible(!first);
    overlap.setHelperText("For this long the old secret counts as well.");
    hours.setMin(1);
    hours.setMax(MAX_HOURS);
    hours.setValue(48);
    hours.setStepButtonsVisible(true);
    hours.setVisible(false);
    hours.setValueChangeMode(ValueChangeMode.EAGER);
    overlap.addValueChangeListener(change -> draw());
    hours.addValueChangeListener(change -> draw());
    force.setVisible(overlapping);
    plan.addClassName("plan");
    given.setPlaceholder("Leave empty to have one made");
    given.setHelperText(
        owner.use() == SecretOwner.Use.VERIFIES
            ? "If the provider makes it, paste it here."
            : "Only if the receiver has one of its own: whsec_ and base64, or any text where every"
                + " format is keyed with text.");
    given.getElement().setAttribute("autocomplete", "off");
    given.addValueChangeListener(change -> draw());
    add(overlap, hours, given, plan, force);
    Button rotate =
        Buttons.primary(verb, click -> owner.visit().whenConfirmed(() -> rotate(rotated)));
    rotate.setEnabled(!overlapping);
    force.addValueChangeListener(change -> rotate.setEnabled(change.getValue()));
    getFooter().add(Buttons.quiet("Cancel", click -> close()), rotate);
    draw();
  }

  private void rotate(Runnable rotated) {
    boolean own = !given.getValue().isBlank();
    try {
      SecretInfo fresh =
          owner.rotate(
              length(), force.getValue(), own ? SecretText.of(given.getValue().strip()) : null);
      close();
      rotated.run();
      if (own) {
        Notice.done("The new secret counts from now on.");
      } else {
        shown(fresh);
      }
    } catch (ProblemException refused) {
      Forms.mark(refused, Map.of("/secret", given));
    }
  }

  private Duration length() {
    Integer own = hours.getValue();
    return overlap.getValue() == Overlap.CUSTOM && own != null
        ? Duration.ofHours(Math.clamp(own, 1, MAX_HOURS))
        : overlap.getValue().length;
  }

  private void draw() {
    hours.setVisible(overlap.getValue() == Overlap.CUSTOM);
    plan.removeAll();
    Duration length = length();
    if (first) {
      RotationPlan.first(owner.use(), !given.getValue().isBlank())
          .forEach(step -> plan.add(new ListItem(step)));
      return;
    }
    RotationPlan.steps(
            owner.use(),
            signing,
            !given.getValue().isBlank(),
            !length.isZero(),
            Times.minute(times.now().plus(length)))
        .forEach(step -> plan.add(new ListItem(step)));
  }

  private void shown(SecretInfo fresh) {
    String value = fresh.value();
    if (value != null) {
      new SecretOnce(
              "The new secret",
              owner.use() == SecretOwner.Use.SIGNS
                  ? "Give it to the receiver, which checks signatures with it."
                  : "Give it to the provider, which signs with it.",
              value)
          .open();
    }
  }
}
