package dev.postern.adminui.sources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.core.access.Permission;
import dev.postern.core.json.Json;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.JsonBodies;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.ingest.CreatedSource;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.Forward;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.Sources;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Name, provider, secret, and whether subscribers get what arrives. */
final class SourceForm extends Dialog {
  private static final long serialVersionUID = 1L;
  private static final String CUSTOM = "custom";
  private final TextField name = new TextField("Name");
  private final ComboBox<String> provider = new ComboBox<>("Provider");
  private final PasswordField secret = new PasswordField("Secret");
  private final Checkbox forward =
      new Checkbox("Publish what arrives to this tenant's subscribers");
  private final SchemeField scheme;
  private final TextField prefix = new TextField("Event type prefix");

  SourceForm(Sources sources, Visit visit, InstantSource time, Consumer<CreatedSource> created) {
    scheme = new SchemeField("https://example.com/in", time);
    scheme.setVisible(false);
    setHeaderTitle("Add source");
    addClassName("dialog-m");
    name.setPlaceholder("Stripe production");
    name.setRequired(true);
    name.setAutofocus(true);
    provider.setItems(
        SignatureSchemes.all().stream().map(SignatureScheme::provider).sorted().toList());
    provider.setItemLabelGenerator(ProviderNames::of);
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
      scheme.setVisible(CUSTOM.equals(change.getValue()));
      steps.removeAll();
      steps.setVisible(change.getValue() != null);
      if (change.getValue() != null) {
        SetUp.steps(change.getValue()).forEach(step -> steps.add(new ListItem(step)));
      }
    });
    add(name, provider, steps, scheme, secret, forward, prefix);
    getFooter()
        .add(
            Buttons.quiet("Cancel", click -> close()),
            Buttons.primary("Add source", click -> create(sources, visit, created)));
  }

  private void create(Sources sources, Visit visit, Consumer<CreatedSource> created) {
    Forms.clear(name, provider, secret, prefix, scheme.field());
    if (!Forms.filled(name, "Give it a name.")) {
      return;
    }
    if (provider.getValue() == null) {
      Forms.mark(provider, "Choose who posts here.");
      return;
    }
    String typePrefix = prefix.getValue().isBlank() ? null : prefix.getValue().strip();
    FirstSecret first =
        secret.getValue().isBlank()
            ? new FirstSecret.Generated()
            : new FirstSecret.Given(SecretText.of(secret.getValue().strip()));
    try {
      SourceSettings settings =
          forward.getValue() ? given().forwarding(new Forward(true, typePrefix)) : given();
      CreatedSource made =
          sources.create(
              visit.tenantTo(Permission.WRITE),
              new SourceEdit(name.getValue().strip(), provider.getValue(), true, settings),
              first);
      close();
      created.accept(made);
    } catch (ProblemException refused) {
      Map<String, HasValidationProperties> fields = new HashMap<>();
      fields.put("/name", name);
      fields.put("/provider", provider);
      fields.put("/secret", secret);
      fields.put("/forward/type_prefix", prefix);
      refused.problem().errors().stream()
          .map(FieldError::pointer)
          .filter(pointer -> pointer.startsWith("/custom_scheme"))
          .forEach(pointer -> fields.put(pointer, scheme.field()));
      Forms.mark(refused, fields);
    }
  }

  private SourceSettings given() {
    if (!CUSTOM.equals(provider.getValue())) {
      return SourceSettings.defaults();
    }
    ObjectNode settings = Json.mapper().valueToTree(SourceSettings.defaults());
    scheme.fill(settings);
    return JsonBodies.convert(settings, SourceSettings.class);
  }
}
