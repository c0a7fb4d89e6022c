package dev.postern.adminui.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Invites somebody to run the platform, and sends them away; the last one stays. */
final class PlatformPeople {
  private static final String INVITED = "root@example.com";
  private final Screen screen;
  private final Dialogs dialogs;

  PlatformPeople(Screen screen, Dialogs dialogs) {
    this.screen = screen;
    this.dialogs = dialogs;
  }

  void comeAndGo() {
    dialogs.go("platform/users");
    screen.press("Invite somebody");
    dialogs.look("platform-invite");
    screen.type("E-mail", INVITED);
    screen.pressInDialog("Invite");
    dialogs.proven(secret());
    assertThat(screen.takeSecret()).contains("/password?token=");
    screen.press("Invite again");
    dialogs.proven(secret());
    assertThat(screen.takeSecret()).contains("/password?token=");
    remove(INVITED, INVITED + " is removed.");
    assertThat(row(INVITED)).hasCount(0);
    remove(
        "ada@example.com",
        "Nobody would be left who can sign in and run the platform."
            + " People who were invited and have not come yet do not count.");
    assertThat(row("ada@example.com")).hasCount(1);
  }

  /** The newest is the first of the list. */
  private void remove(String email, String told) {
    screen.press("Remove");
    assertThat(screen.page().locator("vaadin-confirm-dialog[opened]"))
        .containsText("Remove " + email + "?");
    dialogs.confirm("Remove");
    dialogs.proven(screen.page().getByText(told));
  }

  private Locator secret() {
    return screen.page().locator("#secret-value");
  }

  private Locator row(String email) {
    return screen
        .page()
        .locator(
            "vaadin-grid vaadin-grid-cell-content", new Page.LocatorOptions().setHasText(email));
  }
}
