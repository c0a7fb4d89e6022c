package dev.postern.adminui.users;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.EmailField;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.core.access.Role;
import dev.postern.core.problem.ProblemException;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Who, and what they may. */
final class RoleForm extends Dialog {
  private static final long serialVersionUID = 1L;
  private final EmailField email = new EmailField("E-mail");
  private final RadioButtonGroup<Role> role = new RadioButtonGroup<>("Role");

  /**
   * @param whenConfirmed asks for a fresh proof where there is none: when the form is sent, and not
   *     when it opens, so that none runs out while it is filled in
   */
  private RoleForm(
      String title,
      String verb,
      Role present,
      Consumer<Runnable> whenConfirmed,
      BiConsumer<String, Role> chosen) {
    setHeaderTitle(title);
    addClassName("dialog-m");
    role.setItems(Role.VIEWER, Role.DEVELOPER, Role.ADMIN);
    role.setItemLabelGenerator(RoleForm::explain);
    role.setValue(present);
    role.addClassName("stacked");
    Button done = Buttons.primary(verb, click -> whenConfirmed.accept(() -> send(chosen)));
    add(email, role);
    getFooter().add(Buttons.quiet("Cancel", click -> close()), done);
  }

  private void send(BiConsumer<String, Role> chosen) {
    Forms.clear(email);
    try {
      chosen.accept(email.getValue(), role.getValue());
      close();
    } catch (ProblemException refused) {
      Forms.mark(refused, Map.of("/email", email));
    }
  }

  static RoleForm invite(Consumer<Runnable> whenConfirmed, BiConsumer<String, Role> chosen) {
    RoleForm form =
        new RoleForm("Invite somebody", "Invite", Role.DEVELOPER, whenConfirmed, chosen);
    form.email.setRequired(true);
    form.email.setAutofocus(true);
    return form;
  }

  /** To the platform, where there is one role. */
  static RoleForm inviteAdministrator(Consumer<Runnable> whenConfirmed, Consumer<String> chosen) {
    RoleForm form = invite(whenConfirmed, (email, only) -> chosen.accept(email));
    form.setHeaderTitle("Invite a platform administrator");
    form.role.setVisible(false);
    form.add(new Paragraph("They choose their own password, and may do everything everywhere."));
    return form;
  }

  static RoleForm change(
      String address, Role present, Consumer<Runnable> whenConfirmed, Consumer<Role> chosen) {
    RoleForm form =
        new RoleForm(
            "Change role",
            "Change role",
            present,
            whenConfirmed,
            (same, role) -> chosen.accept(role));
    form.email.setValue(address);
    form.email.setReadOnly(true);
    return form;
  }

  private static String explain(Role role) {
    return switch (role) {
      case VIEWER -> "Viewer: reads everything but secrets";
      case DEVELOPER -> "Developer: all but keys, people and revealing secrets";
      case ADMIN -> "Admin: everything within this tenant";
      case PUBLISHER -> "Publisher: publishes events, nothing else";
      case PLATFORM_ADMIN -> "Platform administrator";
    };
  }
}
