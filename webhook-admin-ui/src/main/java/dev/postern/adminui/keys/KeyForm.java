package dev.postern.adminui.keys;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.Times;
import dev.postern.core.access.KeyReach;
import dev.postern.core.access.NewApiKey;
import dev.postern.core.access.Role;
import dev.postern.core.id.Mode;
import dev.postern.core.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Name, role and life of a new key. */
final class KeyForm extends Dialog {
  private static final long serialVersionUID = 1L;

  /** Makes the key. */
  interface Creation {
    void create(NewApiKey wanted);
  }

  private enum Life {
    FOREVER("Never", null),
    MONTH("In 30 days", Duration.ofDays(30)),
    QUARTER("In 90 days", Duration.ofDays(90)),
    YEAR("In a year", Duration.ofDays(365));

    private final String label;
    private final @Nullable Duration length;

    Life(String label, @Nullable Duration length) {
      this.label = label;
      this.length = length;
    }
  }

  /**
   * @param whenConfirmed asks for a fresh proof where there is none, when the form is sent
   */
  KeyForm(Times times, Consumer<Runnable> whenConfirmed, Creation creation) {
    setHeaderTitle("Create API key");
    addClassName("dialog-m");
    TextField name = new TextField("Name");
    name.setPlaceholder("billing-service");
    name.setHelperText("Who will hold it.");
    name.setAutofocus(true);
    RadioButtonGroup<Role> role = new RadioButtonGroup<>("Role");
    role.setItems(Role.PUBLISHER, Role.VIEWER, Role.DEVELOPER, Role.ADMIN);
    role.setItemLabelGenerator(KeyForm::explain);
    role.setValue(Role.PUBLISHER);
    role.addClassName("stacked");
    Select<Life> life = new Select<>();
    life.setLabel("Expires");
    life.setItems(Life.values());
    life.setItemLabelGenerator(choice -> choice.label);
    life.setValue(Life.FOREVER);
    RadioButtonGroup<Mode> mode = new RadioButtonGroup<>("Mode");
    mode.setItems(Mode.values());
    mode.setItemLabelGenerator(KeyForm::explain);
    mode.setValue(Mode.LIVE);
    add(name, role, mode, life);
    Button create =
        Buttons.primary(
            "Create key",
            click ->
                whenConfirmed.accept(() -> {
                  Forms.clear(name);
                  try {
                    Duration length = life.getValue().length;
                    creation.create(
                        new NewApiKey(
                            name.getValue(),
                            new KeyReach(role.getValue(), List.of(), mode.getValue()),
                            length == null ? null : times.now().plus(length)));
                    close();
                  } catch (ProblemException refused) {
                    Forms.mark(refused, Map.of("/name", name));
                  }
                }));
    create.addClickShortcut(Key.ENTER);
    getFooter().add(Buttons.quiet("Cancel", click -> close()), create);
  }

  private static String explain(Mode mode) {
    return switch (mode) {
      case LIVE -> "Live";
      case TEST -> "Test: meets nothing of the live half";
    };
  }

  private static String explain(Role role) {
    return switch (role) {
      case PUBLISHER -> "Publisher: publishes events, nothing else";
      case VIEWER -> "Viewer: reads everything but secrets";
      case DEVELOPER -> "Developer: all but keys, people and revealing secrets";
      case ADMIN -> "Admin: everything within this tenant";
      case PLATFORM_ADMIN -> "Platform administrator";
    };
  }
}
