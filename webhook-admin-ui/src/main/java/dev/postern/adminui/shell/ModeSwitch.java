package dev.postern.adminui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import dev.postern.core.id.Mode;
import dev.postern.core.tenant.Tenant;

/** The two halves of a tenant, of which one is looked at. */
final class ModeSwitch extends Nav {
  private static final long serialVersionUID = 1L;

  ModeSwitch(Tenant tenant) {
    addClassNames("ranges", "modes");
    setAriaLabel("Mode");
    boolean test = tenant.mode() == Mode.TEST;
    String slug = tenant.slug();
    String live = test ? slug.substring(0, slug.lastIndexOf(':')) : slug;
    add(link(live, "Live", !test), link(test ? slug : tenant.in(Mode.TEST).slug(), "Test", test));
  }

  private static Anchor link(String slug, String words, boolean here) {
    Anchor link = new Anchor("t/" + slug + "/overview", words);
    link.getElement().setAttribute("router-link", true);
    if (here) {
      link.getElement().setAttribute("aria-current", "true");
    }
    return link;
  }
}
