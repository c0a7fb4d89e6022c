package dev.postern.adminui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.RouteParameters;

/**
 * The address of what a view shows already. Navigating to it would ask the browser to come back for
 * it: a round trip more, before anything is drawn. Going back in the browser navigates as ever,
 * also at once ({@code console.js}).
 */
public final class Address {
  private Address() {}

  public static void show(
      UI ui, Class<? extends Component> view, RouteParameters parts, QueryParameters words) {
    String path = RouteConfiguration.forSessionScope().getUrl(view, parts);
    Location location = new Location(path, words);
    ui.getPage().executeJs("window.postern.writes($0)", location.getPathWithQueryParameters());
    ui.getPage().getHistory().pushState(null, location);
    ui.getInternals().setLastHandledNavigation(location);
  }
}
