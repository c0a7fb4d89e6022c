package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.subscription.Subscription;
import dev.postern.outbound.subscription.SubscriptionSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Event types, an optional filter, on or off. */
final class SubscriptionForm extends Dialog {
  private static final long serialVersionUID = 1L;
  private final EventTypesField types;
  private final FilterField filter;
  private final Checkbox enabled = new Checkbox("Enabled", true);

  SubscriptionForm(
      EndpointDoors doors,
      Visit visit,
      EndpointId endpoint,
      @Nullable Subscription present,
      Runnable saved) {
    types = new EventTypesField(doors.catalogue().eventTypes(visit));
    filter = new FilterField(doors.catalogue(), visit);
    setHeaderTitle(present == null ? "Add subscription" : "Edit subscription");
    addClassName("dialog-m");
    if (present != null) {
      types.choose(new LinkedHashSet<>(present.settings().eventTypes()));
      present.settings().eventTypes().forEach(type -> filter.sampleOf(visit, type));
      filter.show(present.settings().filter());
      enabled.setValue(present.settings().enabled());
    }
    add(types, filter, enabled);
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
    Forms.clear(types, filter.field());
    List<String> wanted = types.chosen();
    if (wanted.isEmpty()) {
      Forms.mark(types, "Name at least one event type.");
      return;
    }
    String expression = filter.expression();
    TenantId tenant = visit.tenantTo(Permission.WRITE);
    try {
      if (present == null) {
        doors
            .subscriptions()
            .create(
                tenant,
                new SubscriptionSettings(
                    endpoint, wanted, List.of(), expression, null, enabled.getValue()));
      } else {
        doors
            .subscriptions()
            .update(
                tenant,
                present.id(),
                stored ->
                    new SubscriptionSettings(
                        stored.endpoint(),
                        wanted,
                        stored.channels(),
                        expression,
                        stored.transformation(),
                        enabled.getValue()));
      }
      close();
      saved.run();
    } catch (ProblemException refused) {
      Forms.mark(
          refused,
          Map.of("/event_types", types, "/event_types/0", types, "/filter", filter.field()));
    }
  }
}
