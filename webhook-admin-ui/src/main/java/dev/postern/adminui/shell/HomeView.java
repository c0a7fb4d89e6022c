package dev.postern.adminui.shell;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.core.page.PageRequest;
import dev.postern.core.tenant.Tenant;
import dev.postern.core.tenant.Tenants;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.List;

/** {@code /}: sends everybody to where they work. */
@Route("")
@PermitAll
@CdiComponent
public class HomeView extends Div implements BeforeEnterObserver {
  private static final long serialVersionUID = 1L;
  private final transient ConsoleUser people;
  private final transient Tenants tenants;

  @Inject
  HomeView(ConsoleUser people, Tenants tenants) {
    this.people = people;
    this.tenants = tenants;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    event.forwardTo(people.homeTenant().map(HomeView::overview).orElseGet(this::onlyTenant));
  }

  private String onlyTenant() {
    List<Tenant> first = people.ofNobody(() -> tenants.list(PageRequest.first(2))).data();
    return first.size() == 1 ? overview(first.getFirst()) : "tenants";
  }

  private static String overview(Tenant tenant) {
    return "t/" + tenant.slug() + "/overview";
  }
}
