package dev.postern.adminui.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.postern.adminui.demo.Api;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A live list of more rows than a page, under somebody who scrolls and who pauses it. */
final class Liveness {
  private static final int ROWS = 120;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Twice as long as words of the feed are gathered. */
  private static final int A_WHILE_MS = 1_000;

  private final String url;
  private final Screen screen;
  private final Page page;
  private final Api api;

  Liveness(String url, Screen screen, Api api) {
    this.url = url;
    this.screen = screen;
    this.page = screen.page();
    this.api = api;
  }

  void watch() throws IOException, InterruptedException {
    for (int i = 0; i < ROWS; i++) {
      publish("stock.counted");
    }
    page.navigate(url + "/t/acme/deliveries");
    assertThat(row("stock.counted")).isVisible();
    scrolled();
    paused();
  }

  /** Whoever reads further down is told; back at the top the list goes on by itself. */
  private void scrolled() {
    Locator newer =
        page.getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName("Newer deliveries arrived: show them"));
    scrollTo(80);
    until("stock.moved", newer);
    scrollTo(0);
    until("stock.closed", row("stock.closed"));
    assertThat(newer).not().isVisible();
    until("stock.opened", row("stock.opened"));
  }

  private void paused() throws IOException, InterruptedException {
    screen.press("Pause updates");
    publish("stock.missed");
    page.waitForTimeout(A_WHILE_MS);
    assertThat(row("stock.missed")).hasCount(0);
    screen.press("Resume updates");
    assertThat(row("stock.missed")).isVisible();
  }

  private void scrollTo(int index) {
    page.evaluate("index => document.querySelector('vaadin-grid').scrollToIndex(index)", index);
  }

  /** Again and again: where a person has scrolled to reaches the server some time after. */
  private void until(String type, Locator shown) {
    Awaitility.await()
        .pollInSameThread()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(PATIENCE)
        .until(() -> {
          publish(type);
          page.waitForTimeout(A_WHILE_MS);
          return shown.isVisible();
        });
  }

  private Locator row(String type) {
    return page.locator(
            "vaadin-grid vaadin-grid-cell-content a", new Page.LocatorOptions().setHasText(type))
        .first();
  }

  private void publish(String type) throws IOException, InterruptedException {
    Api.Answer answer =
        api.post("/tenants/acme/events", "{\"type\":\"%s\",\"data\":{}}".formatted(type));
    assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 202);
  }
}
