package dev.postern.adminui.users;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.core.access.AccountLinks;
import dev.postern.core.access.Role;
import dev.postern.core.access.User;
import dev.postern.core.access.Users;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;

/**
 * {@code /platform/users}: those who run the platform. They have one role, so there is none to
 * choose or to change; and the list is never empty, for the reader is on it.
 */
@Route(value = "platform/users", layout = ConsoleLayout.class)
@PageTitle("Platform administrators · Postern")
@RolesAllowed("PLATFORM_ADMIN")
@CdiComponent
public class PlatformUsersView extends Main implements AfterNavigationObserver {
  private static final long serialVersionUID = 1L;
  private final transient Users users;
  private final transient AccountLinks links;
  private final transient ConsoleUser people;
  private final transient Times times;

  @Inject
  PlatformUsersView(ConsoleUser people, Users users, AccountLinks links, Times times) {
    this.people = people;
    this.users = users;
    this.links = links;
    this.times = times;
    addClassName("view");
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    draw();
  }

  private void draw() {
    people.requirePlatform();
    removeAll();
    add(
        new ViewHeader(
            "Platform administrators",
            "They may do everything, in every tenant.",
            Buttons.primary("Invite somebody", click -> invite())),
        People.grid(this::page, times, this::actions));
  }

  private Page<User> page(PageRequest request) {
    people.requirePlatform();
    return users.list(null, request);
  }

  private Div actions(User user) {
    Div actions = new Div(Buttons.quiet("Remove", click -> remove(user)));
    if (!user.active()) {
      actions.addComponentAsFirst(
          Buttons.quiet("Invite again", click -> people.whenConfirmed(() -> renew(user))));
    }
    actions.addClassName("actions");
    return actions;
  }

  private void invite() {
    RoleForm.inviteAdministrator(
            people::whenConfirmed,
            email -> {
              people.requireConfirmedPlatform();
              AccountLinks.Invited invited = links.invite(null, email, Role.PLATFORM_ADMIN);
              draw();
              People.tell(invited);
            })
        .open();
  }

  private void renew(User user) {
    people.requireConfirmedPlatform();
    People.tell(links.renew(null, user.id()));
  }

  /** The last one who can sign in is refused: the door says so. */
  private void remove(User user) {
    People.askToRemove(
        user,
        people::whenConfirmed,
        () -> {
          people.requireConfirmedPlatform();
          users.delete(null, user.id());
          People.removed(user);
          draw();
        });
  }
}
