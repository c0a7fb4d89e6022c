package dev.postern.adminui.tenants;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.tenant.Tenant;
import dev.postern.core.tenant.Tenants;
import java.util.Map;

/** Another name for a tenant; its slug stays. */
final class RenameForm extends Dialog {
  private static final long serialVersionUID = 1L;

  RenameForm(ConsoleUser people, Tenants tenants, Tenant tenant, Runnable renamed) {
    setHeaderTitle("Rename tenant");
    addClassName("dialog-m");
    TextField name = new TextField("Name");
    name.setValue(tenant.name());
    name.setAutofocus(true);
    add(name);
    Button rename =
        Buttons.primary(
            "Rename",
            click -> {
              Forms.clear(name);
              try {
                // Asked again: the form may have been open for long.
                people.requirePlatform();
                tenants.rename(tenant.id(), name.getValue().strip());
                close();
                renamed.run();
              } catch (ProblemException refused) {
                Forms.mark(refused, Map.of("/name", name));
              }
            });
    rename.addClickShortcut(Key.ENTER);
    getFooter().add(Buttons.quiet("Cancel", click -> close()), rename);
  }
}
