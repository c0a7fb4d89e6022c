package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextArea;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.Meanwhile;
import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.subscription.Subscription;
import dev.postern.outbound.subscription.SubscriptionSettings;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Event types and channels, an optional filter and transformation, on or off. */
final class SubscriptionForm extends Dialog {
  private static final long serialVersionUID = 1L;
  private final EventTypesField types;
  private final TextArea channels = new TextArea("Channels");
  private final FilterField filter;
  private final TransformationField transformation;
  private final Checkbox enabled = new Checkbox("Enabled", true);

  SubscriptionForm(
      EndpointDoors doors,
      Visit visit,
      EndpointId endpoint,
      @Nullable Subscription present,
      Runnable saved) {
    types = new EventTypesField(doors.catalogue().eventTypes(visit));
    SampleEvent sample = new SampleEvent(doors.catalogue(), visit);
    filter = new FilterField(doors.catalogue().trial(), sample);
    transformation = new TransformationField(doors.catalogue().trial(), sample);
    channels.setPlaceholder("Every channel");
    channels.setHelperText("Optional, one a line: only events of these.");
    setHeaderTitle(present == null ? "Add subscription" : "Edit subscription");
    addClassName("dialog-m");
    if (present != null) {
      types.choose(new LinkedHashSet<>(present.settings().eventTypes()));
      present.settings().eventTypes().forEach(type -> sample.show(visit, type));
      channels.setValue(String.join("\n", present.settings().channels()));
      filter.show(present.settings().filter());
      transformation.show(present.settings().transformation());
      enabled.setValue(present.settings().enabled());
    }
    add(types, channels, filter, transformation, sample, enabled);
    getFooter()
        .add(
            Buttons.quiet("Cancel", click -> close()),
            Buttons.primary(
                present == null ? "Add subscription" : "Save",
                click -> save(doors, visit, endpoint, present, saved)));
  }

  private void save(
      EndpointDoors doors,
      Visit visit,
      EndpointId endpoint,
      @Nullable Subscription present,
      Runnable saved) {
    Forms.clear(types, channels, filter.field(), transformation.field());
    List<String> wanted = types.chosen();
    if (wanted.isEmpty()) {
      Forms.mark(types, "Name at least one event type.");
      return;
    }
    TenantId tenant = visit.tenantTo(Permission.WRITE);
    try {
      SubscriptionSettings wished =
          new SubscriptionSettings(
              endpoint,
              wanted,
              channels(),
              filter.expression(),
              transformation.expression(),
              enabled.getValue());
      if (present == null) {
        doors.subscriptions().create(tenant, wished);
      } else {
        doors
            .subscriptions()
            .update(
                tenant,
                present.id(),
                stored -> Meanwhile.over(present.settings(), stored, wished, "this subscription"));
      }
      close();
      saved.run();
    } catch (ProblemException refused) {
      Map<String, HasValidationProperties> fields = new HashMap<>();
      fields.put("/event_types", types);
      fields.put("/channels", channels);
      fields.put("/filter", filter.field());
      fields.put("/transformation", transformation.field());
      for (int i = 0; i < Math.max(wanted.size(), channels().size()); i++) {
        fields.put("/event_types/" + i, types);
        fields.put("/channels/" + i, channels);
      }
      Forms.mark(refused, fields);
    }
  }

  private List<String> channels() {
    return channels
        .getValue()
        .lines()
        .map(String::strip)
        .filter(channel -> !channel.isEmpty())
        .toList();
  }
}
