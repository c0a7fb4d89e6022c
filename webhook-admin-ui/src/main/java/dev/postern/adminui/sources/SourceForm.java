package dev.postern.adminui.sources;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.core.access.Permission;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.ingest.CreatedSource;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.Forward;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.Sources;
import java.util.Map;
import java.util.function.Consumer;

/** Name, provider, secret, and whether subscribers get what arrives. */
final class SourceForm extends Dialog {
  private static final long serialVersionUID = 1L;
  private final TextField name = new TextField("Name");
  private final ComboBox<String> provider = new ComboBox<>("Provider");
  private final PasswordField secret = new PasswordField("Secret");
  private final Checkbox forward =
      new Checkbox("Publish what arrives to this tenant's subscribers");
  private final TextField prefix = new TextField("Event type prefix");

  SourceForm(Sources sources, Visit visit, Consumer<CreatedSource> created) {
    setHeaderTitle("Add source");
    addClassName("dialog-m");
    name.setPlaceholder("Stripe production");
    name.setRequired(true);
    name.setAutofocus(true);
    provider.setItems(
        SignatureSchemes.all().stream().map(SignatureScheme::provider).sorted().toList());
    provider.setPlaceholder("Who posts here");
    provider.setRequired(true);
    provider.setHelperText("It decides how signatures are checked.");
    secret.setPlaceholder("Leave empty to have one made");
    secret.setHelperText("Paste the provider's signing secret, if it gave you one.");
    secret.getElement().setAttribute("autocomplete", "off");
    prefix.setPlaceholder("stripe");
    prefix.setHelperText("Optional. invoice.paid becomes stripe.invoice.paid.");
    prefix.setVisible(false);
    forward.addValueChangeListener(change -> prefix.setVisible(change.getValue()));
    OrderedList steps = new OrderedList();
    steps.addClassName("plan");
    steps.setVisible(false);
    provider.addValueChangeListener(change -> {
      steps.removeAll();
      steps.setVisible(change.getValue() != null);
      if (change.getValue() != null) {
        SetUp.steps(change.getValue()).forEach(step -> steps.add(new ListItem(step)));
      }
    });
    add(name, provider, steps, secret, forward, prefix);
    getFooter()
        .add(
            Buttons.quiet("Cancel", click -> close()),
            Buttons.primary("Add source", click -> create(sources, visit, created)));
  }

  private void create(Sources sources, Visit visit, Consumer<CreatedSource> created) {
    Forms.clear(name, provider, secret, prefix);
    if (!Forms.filled(name, "Give it a name.")) {
      return;
    }
    if (provider.getValue() == null) {
      Forms.mark(provider, "Choose who posts here.");
      return;
    }
    String typePrefix = prefix.getValue().isBlank() ? null : prefix.getValue().strip();
    SourceSettings settings =
        forward.getValue()
            ? SourceSettings.defaults().forwarding(new Forward(true, typePrefix))
            : SourceSettings.defaults();
    FirstSecret first =
        secret.getValue().isBlank()
            ? new FirstSecret.Generated()
            : new FirstSecret.Given(SecretText.of(secret.getValue().strip()));
    try {
      CreatedSource made =
          sources.create(
              visit.tenantTo(Permission.WRITE),
              new SourceEdit(name.getValue().strip(), provider.getValue(), true, settings),
              first);
      close();
      created.accept(made);
    } catch (ProblemException refused) {
      Forms.mark(
          refused,
          Map.of(
              "/name", name,
              "/provider", provider,
              "/secret", secret,
              "/forward/type_prefix", prefix));
    }
  }
}
