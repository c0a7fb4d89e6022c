package dev.postern.bench.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A person with a browser, and a stop watch inside of the page. */
final class Visitor implements AutoCloseable {
  private static final String EMAIL = "ada@example.com";
  private static final String PASSWORD = "correct horse battery";
  static final Map<String, String> ACCOUNT =
      Map.of(
          "POSTERN_ADMIN_EMAIL", EMAIL,
          "POSTERN_ADMIN_PASSWORD", PASSWORD,
          // What is measured stays.
          "POSTERN_RETENTION_EVERY", "720h");
  private static final List<String> FLAGS =
      List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking");

  /** Runs from the last click or key until the list has its rows, others than it had before. */
  private static final String WATCH =
      """
      (row) => {
        document.querySelectorAll('.empty').forEach((it) => { it.dataset.seen = row; });
        window.begun = 0;
        window.took = 0;
        const note = () => { window.begun = performance.now(); };
        ['click', 'keydown', 'input', 'wheel', 'popstate'].forEach(
          (it) => window.addEventListener(it, note, { capture: true }));
        const rows = (grid) => [...grid.$.items.children].filter((it) => !it.hidden);
        const list = () => document.querySelector('vaadin-grid');
        // Rows that are sent again are other objects, even where they say the same.
        const first = (grid) => rows(grid).map((it) => it._item).find((it) => it);
        const before = list() ? first(list()) : null;
        const shown = () => {
          if (row < 0 && document.querySelector('.empty:not([data-seen])')) return true;
          const grid = list();
          if (!grid || !grid.$ || grid.loading) return false;
          const badge = grid.querySelector('.badge');
          if (!badge || !badge.getClientRects().length) return false;
          if (row < 0 && first(grid) === before) return false;
          return rows(grid).some((it) => it.index >= row && it._item && !it.hasAttribute('loading'));
        };
        const look = () => {
          if (window.begun && shown()) {
            window.took = performance.now() - window.begun;
          } else {
            requestAnimationFrame(look);
          }
        };
        requestAnimationFrame(look);
      }
      """;

  /** Runs from the next click until something of that kind is on the screen. */
  private static final String DRAWN =
      """
      (selector) => {
        window.begun = 0;
        window.took = 0;
        window.addEventListener('click', () => { window.begun = performance.now(); },
          { capture: true, once: true });
        const drawn = () => [...document.querySelectorAll(selector)].some(
          (it) => it.getClientRects().length);
        const look = () => {
          if (window.begun && drawn()) {
            window.took = performance.now() - window.begun;
          } else {
            requestAnimationFrame(look);
          }
        };
        requestAnimationFrame(look);
      }
      """;

  private static final String LIST = "vaadin-grid.fill";
  private static final int ROWS_TO_CLICK = 8;
  private static final int SCROLLED_TO = 80;
  private final Playwright playwright;
  private final Browser browser;
  private final String url;
  private Page page;

  Visitor(String url) {
    this.url = url;
    Optional<Path> chromium = systemChromium();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    chromium.isPresent()
                        ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
                        : Map.of()));
    BrowserType.LaunchOptions options = new BrowserType.LaunchOptions().setArgs(FLAGS);
    chromium.ifPresent(options::setExecutablePath);
    browser = playwright.chromium().launch(options);
  }

  /** A visit of somebody new: milliseconds from signing in to the figures of the overview. */
  double signIn() {
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 860));
    page = context.newPage();
    page.navigate(url + "/t/" + Tenancy.LARGE + "/overview");
    page.locator("input[name=username]").fill(EMAIL);
    page.locator("input[name=password]").fill(PASSWORD);
    long start = System.nanoTime();
    page.keyboard().press("Enter");
    figures();
    return (System.nanoTime() - start) / 1e6;
  }

  void leave() {
    page.context().close();
  }

  void overview(String range) {
    page.navigate(url + "/t/" + Tenancy.LARGE + "/overview?range=" + range);
    figures();
  }

  private void figures() {
    try {
      page.locator(".figures .figure b").first().waitFor();
      page.locator(".charts svg").first().waitFor();
      page.locator("vaadin-grid .badge").first().waitFor();
    } catch (TimeoutError never) {
      throw new IllegalStateException(
          "There is no overview at "
              + page.url()
              + " but: "
              + page.locator("body").innerText().replace('\n', '|'),
          never);
    }
  }

  void deliveries() {
    page.navigate(url + "/t/" + Tenancy.LARGE + "/deliveries");
    page.locator("vaadin-grid .badge").first().waitFor();
  }

  /** Milliseconds from the last click or key of it until the rows are there. */
  double time(Gesture gesture) {
    if (!gesture.start().isEmpty()) {
      page.navigate(url + "/t/" + Tenancy.LARGE + "/deliveries?" + gesture.start());
      page.locator("vaadin-grid .badge").first().waitFor();
    }
    gesture.make().accept(this);
    return took();
  }

  /** Milliseconds from the click on the overview's way to the list until it has rows. */
  double firstPage() {
    overview("1h");
    return clicked(
        page.locator("vaadin-side-nav-item", text("Deliveries")).first(), LIST + " .badge");
  }

  /**
   * The same from a row of the list, each time another, until the delivery's attempts are drawn.
   */
  double detail(int round) {
    page.navigate(url + "/t/" + Tenancy.LARGE + "/deliveries?status=delivered");
    Locator rows = page.locator(LIST + " a:has(code)");
    rows.nth(ROWS_TO_CLICK).waitFor();
    return clicked(rows.nth(round % ROWS_TO_CLICK), ".timeline .attempt .why");
  }

  private double clicked(Locator link, String drawn) {
    page.evaluate(DRAWN, drawn);
    link.click();
    return took();
  }

  private double took() {
    page.waitForFunction("() => window.took > 0");
    return ((Number) page.evaluate("() => window.took")).doubleValue();
  }

  void choose(String label, String option) {
    page.locator(".filters vaadin-select")
        .filter(new Locator.FilterOptions().setHas(page.locator("label", text(label))))
        .first()
        .click();
    Locator item =
        page.getByRole(AriaRole.OPTION)
            .filter(new Locator.FilterOptions().setHasText(option))
            .last();
    item.waitFor();
    page.evaluate(WATCH, -1);
    item.click();
  }

  void type(String label, String what) {
    Locator field = page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).first();
    page.evaluate(WATCH, -1);
    field.fill(what);
  }

  void scroll() {
    page.evaluate(WATCH, SCROLLED_TO);
    page.locator("vaadin-grid").hover();
    page.mouse().wheel(0, 48.0 * SCROLLED_TO);
  }

  /** To the list without filters. */
  void back() {
    deliveries();
  }

  private static Page.LocatorOptions text(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Override
  public void close() {
    playwright.close();
  }

  private static Optional<Path> systemChromium() {
    String search = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
        .flatMap(
            name -> Arrays.stream(search.split(File.pathSeparator)).map(at -> Path.of(at, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
