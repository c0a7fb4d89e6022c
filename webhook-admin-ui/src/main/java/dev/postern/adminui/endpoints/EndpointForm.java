package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.core.access.Permission;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.NewEndpoint;
import dev.postern.outbound.subscription.SubscriptionSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** URL, description, event types: an endpoint and its subscription in one go. */
final class EndpointForm extends Dialog {
  private static final long serialVersionUID = 1L;
  private final transient EndpointDoors doors;
  private final UrlField url;
  private final TextField description = new TextField("Description");
  private final EventTypesField types;
  private final FilterField filter;

  EndpointForm(EndpointDoors doors, Visit visit, Consumer<NewEndpoint> created) {
    this.doors = doors;
    url = new UrlField(doors.catalogue()::refusal);
    types = new EventTypesField(doors.catalogue().eventTypes(visit));
    SampleEvent sample = new SampleEvent(doors.catalogue(), visit);
    filter = new FilterField(doors.catalogue().trial(), sample);
    setHeaderTitle("Register endpoint");
    addClassName("dialog-m");
    url.setPlaceholder("https://shop.example.com/webhooks");
    url.setAutofocus(true);
    url.setHelperText("Where Postern posts the events.");
    description.setPlaceholder("Optional, for people");
    types.choose(Set.of("*"));
    types.addValueChangeListener(change ->
        change.getValue().stream().findFirst().ifPresent(type -> sample.show(visit, type)));
    Details only = new Details("Only some of them", filter, sample);
    add(url, description, types, only);
    Button register = Buttons.primary("Register endpoint", click -> register(visit, created));
    getFooter().add(Buttons.quiet("Cancel", click -> close()), register);
  }

  private void register(Visit visit, Consumer<NewEndpoint> created) {
    Forms.clear(url, description, types, filter.field());
    List<String> wanted = types.chosen();
    if (!Forms.filled(url, "Enter the URL to post to.")) {
      return;
    }
    if (wanted.isEmpty()) {
      Forms.mark(types, "Name at least one event type.");
      return;
    }
    EndpointSettings at = EndpointSettings.at(url.typed());
    EndpointSettings settings =
        new EndpointSettings(
            at.url(),
            description.getValue().strip(),
            at.signatureFormats(),
            at.headers(),
            at.delivery(),
            at.suspension());
    try {
      NewEndpoint made =
          doors
              .transactions()
              .required(() -> {
                TenantId tenant = visit.tenantTo(Permission.WRITE);
                NewEndpoint endpoint = doors.endpoints().create(tenant, settings, null);
                doors
                    .subscriptions()
                    .create(
                        tenant,
                        new SubscriptionSettings(
                            endpoint.endpoint().id(),
                            wanted,
                            List.of(),
                            filter.expression(),
                            null,
                            true));
                return endpoint;
              });
      close();
      created.accept(made);
    } catch (ProblemException refused) {
      Forms.mark(
          refused,
          Map.of(
              "/url",
              url,
              "/description",
              description,
              "/event_types",
              types,
              "/event_types/0",
              types,
              "/filter",
              filter.field()));
    }
  }
}
