package dev.postern.adminui.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** What people do about deliveries, endpoints and webhooks, and what they are told of it. */
final class Deeds {
  private static final String NOBODYS = "ep_01h455vb4pex5vsknk084sn02q";
  private final String url;
  private final Screen screen;
  private final Page page;

  Deeds(String url, Screen screen) {
    this.url = url;
    this.screen = screen;
    this.page = screen.page();
  }

  void carryOut(Furniture.Rooms rooms) {
    retry(rooms);
    retryMany();
    filterOfWhatIsGone();
    filterTrial(rooms);
    sendTest(rooms);
    testChannel();
    processAgain(rooms);
    skipBacklog(rooms);
  }

  /** The new attempt appears above what somebody is reading, which stays open. */
  private void retry(Furniture.Rooms rooms) {
    go("t/acme/deliveries/" + rooms.delivery());
    Locator attempts = page.locator("li.attempt");
    attempts.first().waitFor();
    int before = attempts.count();
    page.getByText("Request and response").first().click();
    assertThat(page.locator("li.attempt h3", text("Response 503"))).isVisible();
    screen.press("Retry now");
    screen.sees("It is sent again now.");
    assertThat(attempts.nth(before)).isVisible();
    assertThat(page.locator("li.attempt h3", text("Response 503"))).isVisible();
    screen.seesBadge("dead");
  }

  private void retryMany() {
    go("t/acme/deliveries?status=dead");
    screen.press("Retry many…");
    dialog()
        .getByRole(
            AriaRole.BUTTON,
            new Locator.GetByRoleOptions().setName(Pattern.compile("Send \\d+ again")))
        .click();
    page.waitForURL("**/jobs/job_*");
    screen.seesBadge("done");
  }

  /** It is not in the list to choose from, and filters all the same. */
  private void filterOfWhatIsGone() {
    go("t/acme/deliveries?endpoint=" + NOBODYS);
    screen.sees("Nothing matches");
    assertThat(page.locator(".filters vaadin-select-value-button").nth(1)).containsText(NOBODYS);
  }

  private void filterTrial(Furniture.Rooms rooms) {
    go("t/acme/endpoints/" + rooms.endpoint());
    screen.press("Add subscription");
    screen.type("Filter", "data.amount > 1000");
    assertThat(dialog().locator(".badge")).hasText("passes");
    screen.type("Filter", "data.amount > 100000");
    assertThat(dialog().locator(".badge")).hasText("held back");
    screen.type("Filter", "data.amount >");
    assertThat(dialog().locator("vaadin-text-area[invalid]")).hasCount(1);
    screen.pressInDialog("Cancel");
  }

  private void sendTest(Furniture.Rooms rooms) {
    go("t/acme/endpoints/" + rooms.endpoint());
    screen.press("Send test");
    screen.pressInDialog("Send");
    assertThat(dialog().locator(".badge")).hasText("delivered");
    screen.pressInDialog("Close");
  }

  private void testChannel() {
    go("t/acme/alerts");
    screen.press("Send a test");
    screen.sees("Sent. It should have arrived by now.");
  }

  private void processAgain(Furniture.Rooms rooms) {
    go("t/acme/received/" + rooms.webhook());
    screen.press("Process again");
    screen.sees("It is handed over again. What was published before is not published twice.");
  }

  /** Whatever the probe said, a person decides. */
  private void skipBacklog(Furniture.Rooms rooms) {
    go("t/acme/endpoints/" + rooms.suspended());
    assertThat(page.locator(".callout").first())
        .containsText("Last answer: The receiver answered 503");
    screen.press("Re-enable");
    assertThat(dialog()).containsText("503");
    page.getByText("Skip it: what was held is cancelled and stays in the ledger").click();
    screen.pressInDialog("Re-enable anyway");
    screen.sees("The endpoint is active again.");
    screen.seesBadge("active");
    go("t/acme/deliveries?status=cancelled&endpoint=" + rooms.suspended());
    assertThat(page.locator("vaadin-grid .badge", text("cancelled")).first()).isVisible();
  }

  private void go(String path) {
    page.navigate(url + "/" + path);
    assertThat(page.locator("main.view h1, main.view h2").first()).isVisible();
  }

  private Locator dialog() {
    return page.locator("vaadin-dialog[opened]").last();
  }

  private static Page.LocatorOptions text(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
