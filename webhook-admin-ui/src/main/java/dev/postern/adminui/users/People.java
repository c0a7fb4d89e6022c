package dev.postern.adminui.users;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.Grids;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.SecretOnce;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.Tone;
import dev.postern.core.access.AccountLinks;
import dev.postern.core.access.User;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a list of people looks like, a tenant's or the platform's. */
final class People {
  private People() {}

  /**
   * @param read asks for the reader's permission each time
   */
  static Grid<User> grid(
      Function<PageRequest, Page<User>> read, Times times, Function<User, Component> actions) {
    Grid<User> grid = Grids.plain(User.class, "Users");
    Grids.main(grid.addColumn(User::email).setHeader("E-mail").setWidth("200px").setFlexGrow(3));
    grid.addColumn(user -> user.role().word().replace('_', ' '))
        .setHeader("Role")
        .setWidth("120px")
        .setFlexGrow(1);
    grid.addComponentColumn(People::badge).setHeader("Status").setWidth("120px").setFlexGrow(0);
    grid.addComponentColumn(user -> Grids.said("signed in", times.age(user.lastLoginAt())))
        .setHeader("Last sign-in")
        .setWidth("124px")
        .setFlexGrow(0);
    grid.addComponentColumn(actions::apply).setHeader("Actions").setWidth("230px").setFlexGrow(0);
    Grids.page(grid, read);
    return grid;
  }

  /** Whom an OpenID provider vouches for has no password. */
  static StatusBadge badge(User user) {
    return user.active()
        ? new StatusBadge("active", Tone.GOOD)
        : new StatusBadge("invited", Tone.BUSY);
  }

  /** How the invitation reaches them: by mail, or by whoever made it. */
  static void tell(AccountLinks.Invited invited) {
    String email = invited.user().email();
    invited
        .link()
        .ifPresentOrElse(
            link ->
                new SecretOnce(
                        "Invitation for " + email,
                        "No mail server is set up: hand this link over yourself. It works once,"
                            + " for 7 days.",
                        link.reveal())
                    .open(),
            () -> Notice.done("An invitation is on its way to " + email + "."));
  }

  static void askToRemove(User user, Consumer<Runnable> whenConfirmed, Runnable remove) {
    Ask.before(
        "Remove " + user.email() + "?",
        "Their sessions end at once. What they did stays in the audit trail.",
        "Remove",
        whenConfirmed,
        remove);
  }

  static void removed(User user) {
    Notice.done(user.email() + " is removed.");
  }
}
