package dev.postern.adminui.shell;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.part.Brand;
import dev.postern.adminui.part.Icon;
import dev.postern.core.access.Caller;
import dev.postern.core.access.Permission;
import dev.postern.core.tenant.Tenant;
import dev.postern.core.tenant.Tenants;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.Optional;

/** Navigation at the side, the tenant above it, the person below it. */
@PermitAll
@CdiComponent
public class ConsoleLayout extends AppLayout implements AfterNavigationObserver {
  private static final long serialVersionUID = 1L;
  private final transient ConsoleUser people;
  private final transient Tenants tenants;
  private final Div tenantSlot = new Div();
  private final Div searchSlot = new Div();
  private final Div navigationSlot = new Div();
  private final Footer personSlot = new Footer();
  private final Span where = new Span();
  private final Anchor why = new Anchor();

  @Inject
  ConsoleLayout(ConsoleUser people, Tenants tenants) {
    this.people = people;
    this.tenants = tenants;
    setPrimarySection(Section.DRAWER);
    tenantSlot.addClassName("tenant-slot");
    searchSlot.addClassName("search-slot");
    navigationSlot.addClassName("nav-slot");
    personSlot.addClassName("person-slot");
    addToDrawer(new Brand(), tenantSlot, searchSlot, navigationSlot, personSlot);
    DrawerToggle toggle = new DrawerToggle();
    toggle.setAriaLabel("Navigation");
    where.addClassName("where");
    why.add(Icon.SEARCH.draw());
    why.getElement().setAttribute("aria-label", "Why did X not get Y?");
    why.getElement().setAttribute("router-link", true);
    Div bar = new Div(toggle, where, why);
    bar.addClassName("narrow-bar");
    addToNavbar(bar);
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    Optional<Caller> caller = people.caller();
    if (caller.isEmpty()) {
      return;
    }
    Optional<Tenant> tenant =
        event
            .getRouteParameters()
            .get("tenant")
            .flatMap(people::tenant)
            .filter(found -> caller.get().reaches(found.id()))
            .or(people::homeTenant);
    tenantSlot.removeAll();
    tenantSlot.add(people.ofNobody(() -> TenantSwitcher.of(people, tenant.orElse(null), tenants)));
    tenant.ifPresent(known -> tenantSlot.add(new ModeSwitch(known)));
    searchSlot.removeAll();
    tenant
        .filter(known -> caller.get().role().may(Permission.READ))
        .ifPresent(known -> searchSlot.add(new WhySearch(known.slug(), "Find by any id")));
    navigationSlot.removeAll();
    navigationSlot.add(Navigation.of(caller.get(), tenant.orElse(null)));
    personSlot.removeAll();
    personSlot.add(new PersonMenu(caller.get()));
    why.setVisible(tenant.isPresent());
    tenant.ifPresent(known -> why.setHref("t/" + known.slug() + "/why"));
    where.setText(tenant.map(Tenant::name).orElse("Postern"));
  }
}
