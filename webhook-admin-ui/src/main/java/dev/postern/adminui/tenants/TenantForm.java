package dev.postern.adminui.tenants;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.tenant.Tenant;
import dev.postern.core.tenant.Tenants;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Name and slug of a new tenant; the slug follows the name until somebody edits it. */
final class TenantForm extends Dialog {
  private static final long serialVersionUID = 1L;
  private final TextField name = new TextField("Name");
  private final TextField slug = new TextField("Slug");
  private boolean slugIsOwn;

  TenantForm(ConsoleUser people, Tenants tenants, Consumer<Tenant> created) {
    setHeaderTitle("Create tenant");
    addClassName("dialog-m");
    name.setRequired(true);
    name.setAutofocus(true);
    name.setPlaceholder("Acme");
    name.setValueChangeMode(ValueChangeMode.EAGER);
    name.addValueChangeListener(change -> {
      if (!slugIsOwn) {
        slug.setValue(slugOf(change.getValue()));
      }
    });
    slug.setRequired(true);
    slug.setHelperText(
        "Stands in addresses and never changes: lower-case letters, digits, hyphens.");
    slug.addValueChangeListener(change -> slugIsOwn = slugIsOwn || change.isFromClient());
    add(name, slug);
    Button create =
        Buttons.primary(
            "Create tenant",
            click -> {
              Forms.clear(name, slug);
              try {
                // Asked again: the form may have been open for long.
                people.requirePlatform();
                Tenant tenant = tenants.create(slug.getValue().strip(), name.getValue());
                close();
                created.accept(tenant);
              } catch (ProblemException refused) {
                Forms.mark(refused, Map.of("/name", name, "/slug", slug));
              }
            });
    create.addClickShortcut(Key.ENTER);
    getFooter().add(Buttons.quiet("Cancel", click -> close()), create);
  }

  private static String slugOf(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    String hyphened =
        plain.replaceAll("\\p{M}", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return hyphened.length() > 63 ? hyphened.substring(0, 63).replaceAll("-$", "") : hyphened;
  }
}
