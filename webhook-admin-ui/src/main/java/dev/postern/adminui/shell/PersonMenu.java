package dev.postern.adminui.shell;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.server.VaadinSession;
import dev.postern.adminui.part.Icon;
import dev.postern.core.access.Caller;
import java.util.Locale;

/** Who is signed in, how bright the screen is, and the way out. */
final class PersonMenu extends Div {
  private static final long serialVersionUID = 1L;

  PersonMenu(Caller caller) {
    addClassName("person");
    Span name = new Span(caller.name());
    name.addClassName("person-name");
    Span role = new Span(caller.role().word().replace('_', ' '));
    role.addClassName("person-role");
    Div words = new Div(name, role);
    words.addClassName("person-words");
    MenuBar bar = new MenuBar();
    bar.addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
    MenuItem root = bar.addItem(new Div(Icon.USER.draw(), words));
    root.setAriaLabel("Account of " + caller.name());
    SubMenu menu = root.getSubMenu();
    scheme(menu, Icon.SYSTEM, "System");
    scheme(menu, Icon.LIGHT, "Light");
    scheme(menu, Icon.DARK, "Dark");
    menu.addSeparator();
    menu.addItem("Sign out", click -> signOut());
    add(bar);
  }

  private void scheme(SubMenu menu, Icon icon, String name) {
    Div line = new Div(icon.draw(), new Span(name + " colours"));
    line.addClassName("menu-line");
    menu.addItem(
        line,
        click ->
            getUI()
                .ifPresent(ui ->
                    ui.getPage()
                        .executeJs("window.postern.choose($0)", name.toLowerCase(Locale.ROOT))));
  }

  /** The session dies here and now, on the server, with every tab that shares it. */
  private void signOut() {
    getUI().ifPresent(ui -> ui.getPage().setLocation("login"));
    VaadinSession.getCurrent().getSession().invalidate();
  }
}
