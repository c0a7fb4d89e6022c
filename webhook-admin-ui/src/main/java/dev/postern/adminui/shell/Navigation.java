package dev.postern.adminui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import dev.postern.adminui.part.Icon;
import dev.postern.core.access.Caller;
import dev.postern.core.access.Permission;
import dev.postern.core.id.Mode;
import dev.postern.core.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/** The list of places, as far as the person may go there. */
final class Navigation {
  private Navigation() {}

  static Div of(Caller caller, @Nullable Tenant tenant) {
    Div all = new Div();
    if (tenant != null && caller.role().may(Permission.READ)) {
      String base = "t/" + tenant.slug() + "/";
      SideNav out = new SideNav();
      out.addItem(item("Overview", base + "overview", Icon.OVERVIEW));
      out.addItem(item("Notices", base + "notices", Icon.NOTICES));
      SideNav outbound = new SideNav("Outbound");
      outbound.addItem(item("Deliveries", base + "deliveries", Icon.DELIVERIES));
      outbound.addItem(item("Failures", base + "failures", Icon.FAILURES));
      outbound.addItem(item("Endpoints", base + "endpoints", Icon.ENDPOINTS));
      outbound.addItem(item("Event types", base + "event-types", Icon.TYPES));
      SideNav inbound = new SideNav("Inbound");
      inbound.addItem(item("Received", base + "received", Icon.RECEIVED));
      inbound.addItem(item("Rejections", base + "rejections", Icon.REJECTIONS));
      inbound.addItem(item("Sources", base + "sources", Icon.SOURCES));
      inbound.addItem(item("Deny lists", base + "deny-lists", Icon.DENY));
      all.add(out, outbound, inbound);
      SideNav manage = new SideNav("Manage");
      if (caller.may(Permission.ADMINISTER) && tenant.mode() == Mode.LIVE) {
        manage.addItem(item("API keys", base + "keys", Icon.KEYS));
        manage.addItem(item("Users", base + "users", Icon.USER));
      }
      manage.addItem(item("Audit", base + "audit", Icon.AUDIT));
      manage.addItem(item("Pauses", base + "pauses", Icon.STOP));
      manage.addItem(item("Alerts", base + "alerts", Icon.ALERTS));
      manage.addItem(item("Settings", base + "settings", Icon.SETTINGS));
      all.add(manage);
    }
    if (caller.role().may(Permission.PLATFORM)) {
      SideNav platform = new SideNav("Platform");
      platform.addItem(item("Tenants", "tenants", Icon.TENANTS));
      platform.addItem(item("Administrators", "platform/users", Icon.USER));
      platform.addItem(item("Stop and drain", "platform/pauses", Icon.STOP));
      platform.addItem(item("Platform alerts", "platform/alerts", Icon.ALERTS));
      platform.addItem(item("Platform audit", "platform/audit", Icon.AUDIT));
      all.add(platform);
    }
    return all;
  }

  private static SideNavItem item(String label, String path, Icon icon) {
    SideNavItem item = new SideNavItem(label, path, icon.draw());
    item.setMatchNested(true);
    return item;
  }
}
