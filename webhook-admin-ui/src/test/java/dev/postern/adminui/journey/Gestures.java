package dev.postern.adminui.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import dev.postern.adminui.demo.Api;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** What the views themselves do under a person's hands: filters, clocks, keys. */
final class Gestures {
  /** A step back before the page has come to know of the address that it has just written. */
  private static final String BACK_AT_ONCE =
      """
      () => {
        const push = history.pushState;
        history.pushState = (...what) => {
          history.pushState = push;
          push.apply(history, what);
          history.back();
          const busyUntil = performance.now() + 300;
          while (performance.now() < busyUntil);
        };
      }
      """;

  private final String url;
  private final Screen screen;
  private final Page page;
  private final Api api;

  Gestures(String url, Screen screen, Api api) {
    this.url = url;
    this.screen = screen;
    this.page = screen.page();
    this.api = api;
  }

  void make(Furniture.Rooms rooms) throws IOException, InterruptedException {
    loading();
    range();
    back();
    countdown(rooms);
    node();
    keyboard(rooms);
  }

  /** Nobody looks at an empty page while the scripts are on their way. */
  private void loading() {
    page.route("**/VAADIN/build/**", Route::abort);
    page.navigate(url + "/t/acme/overview");
    assertThat(
            page.evaluate(
                "getComputedStyle(document.getElementById('outlet'), '::before').content"))
        .isEqualTo("\"Loading …\"");
    page.unroute("**/VAADIN/build/**");
  }

  /** From one moment to another, by the reader's clock; the address has the moments. */
  private void range() {
    go("t/acme/deliveries");
    page.locator(".filters vaadin-select", text("Any time")).click();
    page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("From … until …"))
        .last()
        .click();
    page.waitForURL(Pattern.compile(".*/deliveries\\?since=20[0-9-]+T[^&]+Z"));
    screen.sees("From, Europe/Berlin");
    Locator until = page.locator("vaadin-date-time-picker").last();
    moment(until, "2020-01-15", "10:00");
    screen.sees("The end has to be later than the beginning.");
    assertThat(page.url()).as("a range that cannot be").doesNotContain("until=");
    moment(until, "2099-01-15", "10:00");
    // Berlin is an hour ahead of UTC in January.
    page.waitForURL(Pattern.compile(".*/deliveries\\?.*until=2099-01-15T09%3A00%3A00Z.*"));
    assertThat(page.locator("vaadin-grid .badge").first()).isVisible();
    go("t/acme/deliveries?until=2020-01-15T09:00:00Z");
    screen.sees("Nothing matches");
    go("t/acme/received?since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z");
    screen.sees("The range of time ends before it begins.");
    screen.press("Clear the filters");
    assertThat(page.locator("vaadin-grid .badge").first()).isVisible();
  }

  /** A filter is a page of its own to the browser, although the server is not asked for one. */
  private void back() {
    go("t/acme/deliveries");
    Locator status = page.locator(".filters vaadin-select").first();
    choose(status, "Any status", "dead");
    only("dead", "delivered");
    choose(status, "dead", "delivered");
    only("delivered", "dead");
    page.goBack();
    only("dead", "delivered");
    assertThat(chosen(status)).hasText("dead");
    page.goForward();
    only("delivered", "dead");
    assertThat(chosen(status)).hasText("delivered");
    page.reload();
    only("delivered", "dead");
    assertThat(chosen(status)).hasText("delivered");
    page.evaluate(BACK_AT_ONCE);
    choose(status, "delivered", "dead");
    assertThat(chosen(status)).hasText("delivered");
    only("delivered", "dead");
  }

  /** The rows first: going back, the address changes, and once more when the view has answered. */
  private void only(String shown, String hidden) {
    assertThat(page.locator("vaadin-grid .badge:visible", text(shown)).first()).isVisible();
    assertThat(page.locator("vaadin-grid .badge:visible", text(hidden))).hasCount(0);
    page.waitForURL(Pattern.compile(".*/deliveries\\?status=" + shown));
  }

  private static Locator chosen(Locator select) {
    return select.locator("vaadin-select-value-button");
  }

  private void choose(Locator select, String from, String to) {
    assertThat(chosen(select)).hasText(from);
    select.click();
    page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(to)).last().click();
  }

  private static void moment(Locator picker, String date, String time) {
    Locator day = picker.locator("vaadin-date-picker input");
    day.fill(date);
    day.press("Enter");
    Locator hour = picker.locator("vaadin-time-picker input");
    hour.fill(time);
    hour.press("Enter");
  }

  /** Counts without asking the server, and shows by itself that the secret has ended. */
  private void countdown(Furniture.Rooms rooms) throws IOException, InterruptedException {
    go("t/acme/endpoints/" + rooms.endpoint());
    Api.Answer rotated =
        api.post(
            "/tenants/acme/endpoints/" + rooms.endpoint() + "/secrets/rotate",
            "{\"overlap\":\"PT7S\"}");
    assertThat(rotated.status()).as(rotated.body().toString()).isBetween(200, 201);
    page.reload();
    Locator left = page.locator(".versions time.countdown");
    assertThat(left).hasText(Pattern.compile("[1-7] s"));
    // What the page itself still fetches comes first.
    page.waitForLoadState(LoadState.NETWORKIDLE);
    page.evaluate("window.asked = performance.getEntriesByType('resource').length");
    String before = left.textContent();
    assertThat(left).not().hasText(before);
    assertThat(page.evaluate("performance.getEntriesByType('resource').length - window.asked"))
        .as("requests while it counts")
        .isEqualTo(0);
    assertThat(page.locator(".versions .badge", text("expired"))).isVisible();
    assertThat(left).hasCount(0);
    assertThat(page.evaluate("window.asked > 0")).as("without a reload").isEqualTo(true);
  }

  /** Out of service and back, as a balancer sees it too. */
  private void node() {
    go("platform/pauses");
    screen.press("Drain…");
    page.locator("vaadin-confirm-dialog[opened] vaadin-button", text("Drain node")).click();
    assertThat(page.locator(".panel .badge")).hasText("draining");
    assertThat(page.request().get(url + "/health/ready").status()).isEqualTo(503);
    screen.press("Take it back");
    assertThat(page.locator(".panel .badge")).hasText("in service");
    assertThat(page.request().get(url + "/health/ready").status()).isEqualTo(200);
  }

  /** A dialog opened by a key is left by a key, and one is where one was. */
  private void keyboard(Furniture.Rooms rooms) {
    for (List<String> opener :
        List.of(
            List.of("t/acme/endpoints/" + rooms.endpoint(), "Add subscription"),
            List.of("t/acme/endpoints/" + rooms.endpoint(), "Delete"),
            List.of("t/acme/pauses", "Pause …"),
            List.of("platform/alerts", "Add channel"))) {
      go(opener.getFirst());
      Locator button =
          page.getByRole(
                  AriaRole.BUTTON,
                  new Page.GetByRoleOptions().setName(opener.getLast()).setExact(true))
              .last();
      button.focus();
      page.keyboard().press("Enter");
      Locator open = page.locator("vaadin-dialog[opened], vaadin-confirm-dialog[opened]");
      assertThat(open).hasCount(1);
      // The focus is in the dialog before a key can be for it.
      page.waitForFunction(
          "() => document.activeElement.closest('vaadin-dialog, vaadin-confirm-dialog')");
      page.keyboard().press("Escape");
      assertThat(open).hasCount(0);
      assertThat(button).isFocused();
    }
  }

  private void go(String path) {
    page.navigate(url + "/" + path);
    assertThat(page.locator("main.view h1, main.view h2").first()).isVisible();
  }

  private static Page.LocatorOptions text(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
