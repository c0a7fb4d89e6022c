package dev.postern.adminui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.core.access.Caller;
import dev.postern.core.id.Mode;
import dev.postern.core.tenant.Tenant;
import dev.postern.core.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/** Whose things are shown: a choice for those who reach many tenants, a name for the others. */
final class TenantSwitcher {
  private TenantSwitcher() {}

  static Component of(ConsoleUser people, @Nullable Tenant tenant, Tenants tenants) {
    Caller caller = people.requireCaller();
    if (caller.tenant().isPresent()) {
      Span name = new Span(tenant == null ? "" : tenant.name());
      name.addClassName("tenant-name");
      return name;
    }
    ComboBox<Tenant> choice = new ComboBox<>();
    choice.setAriaLabel("Tenant");
    choice.setPlaceholder("Choose a tenant");
    choice.setItems(query -> {
      people.requirePlatform();
      return tenants
          .search(query.getFilter().orElse(""), query.getOffset(), query.getLimit())
          .stream();
    });
    choice.setItemLabelGenerator(Tenant::name);
    choice.setValue(tenant == null ? null : live(tenant, tenants));
    choice.addValueChangeListener(change -> {
      if (change.isFromClient() && change.getValue() != null) {
        UI.getCurrentOrThrow().navigate("t/" + change.getValue().slug() + "/overview");
      }
    });
    choice.setWidthFull();
    Div slot = new Div(choice);
    slot.addClassName("tenant-choice");
    return slot;
  }

  /** The list names tenants, not modes. */
  private static Tenant live(Tenant tenant, Tenants tenants) {
    return tenants.find(tenant.id().in(Mode.LIVE)).orElse(tenant);
  }
}
