package dev.postern.adminui.users;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.AccountLinks;
import dev.postern.core.access.Permission;
import dev.postern.core.access.User;
import dev.postern.core.access.Users;
import dev.postern.core.page.PageRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;

/** {@code /t/{tenant}/users}. */
@Route(value = "t/:tenant/users", layout = ConsoleLayout.class)
@PageTitle("Users · Postern")
@PermitAll
@CdiComponent
public class UsersView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient Users users;
  private final transient AccountLinks links;
  private final transient Times times;

  @Inject
  UsersView(ConsoleUser people, Users users, AccountLinks links, Times times) {
    super(people);
    this.users = users;
    this.links = links;
    this.times = times;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    draw(visit);
  }

  private void draw(Visit visit) {
    removeAll();
    Component invite = Buttons.primary("Invite somebody", click -> invite(visit));
    PageRequest one = PageRequest.first(1);
    if (users.list(visit.tenantTo(Permission.ADMINISTER), one).data().isEmpty()) {
      add(
          new EmptyState(
              Icon.USER,
              "Nobody but the platform's people",
              "Invite those who work for "
                  + visit.name()
                  + ". They choose their own password, and"
                  + " their role says what they see and may do.",
              invite));
      return;
    }
    add(new ViewHeader("Users", "Who may sign in for " + visit.name() + ".", invite), grid(visit));
  }

  private Grid<User> grid(Visit visit) {
    return People.grid(
        page -> users.list(visit.tenantTo(Permission.ADMINISTER), page),
        times,
        user -> actions(visit, user));
  }

  private Div actions(Visit visit, User user) {
    Div actions =
        new Div(
            Buttons.quiet(
                "Change role",
                click ->
                    RoleForm.change(
                            user.email(),
                            user.role(),
                            visit::whenConfirmed,
                            role -> {
                              users.changeRole(
                                  visit.confirmedTenantTo(Permission.ADMINISTER), user.id(), role);
                              draw(visit);
                            })
                        .open()),
            Buttons.quiet("Remove", click -> remove(visit, user)));
    if (!user.active()) {
      actions.addComponentAsFirst(
          Buttons.quiet("Invite again", click -> visit.whenConfirmed(() -> renew(visit, user))));
    }
    actions.addClassName("actions");
    return actions;
  }

  private void renew(Visit visit, User user) {
    People.tell(links.renew(visit.confirmedTenantTo(Permission.ADMINISTER), user.id()));
  }

  private void invite(Visit visit) {
    RoleForm.invite(
            visit::whenConfirmed,
            (email, role) -> {
              AccountLinks.Invited invited =
                  links.invite(visit.confirmedTenantTo(Permission.ADMINISTER), email, role);
              draw(visit);
              People.tell(invited);
            })
        .open();
  }

  private void remove(Visit visit, User user) {
    People.askToRemove(
        user,
        visit::whenConfirmed,
        () -> {
          users.delete(visit.confirmedTenantTo(Permission.ADMINISTER), user.id());
          People.removed(user);
          draw(visit);
        });
  }
}
