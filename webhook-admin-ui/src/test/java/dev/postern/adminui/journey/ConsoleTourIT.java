package dev.postern.adminui.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.ThrowAwayNode;
import dev.postern.adminui.node.Nodes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Every view in both colour schemes: nothing of WCAG 2.2 AA is broken that a machine can tell, and
 * nothing is wider than a narrow screen. With {@code -Dpostern.screenshots=FOLDER} each is
 * photographed.
 */
class ConsoleTourIT {
  private static final String KEY = "tour-key-for-automation-0123456789abcdef";
  private static final String EMAIL = "ada@example.com";
  private static final String PASSWORD = "correct horse battery";
  private static final List<String> EMPTY =
      List.of(
          "overview",
          "deliveries",
          "jobs",
          "failures",
          "endpoints",
          "event-types",
          "received",
          "rejections",
          "sources",
          "deny-lists",
          "keys",
          "alerts",
          "notices",
          "pauses");
  private static final int LOOKS = 8;
  private static final int NARROW = 400;
  private static final int HEIGHT = 800;
  private static final String LISTS_CUT_OFF =
      """
      () => [...document.querySelectorAll('vaadin-grid')]
        .filter((grid) => {
          const table = grid.shadowRoot.querySelector('#table');
          return table.scrollWidth > table.clientWidth + 1;
        })
        .map((grid) => grid.getAttribute('aria-label'))
      """;

  @Test
  void every_view_can_be_used_by_everybody() throws Exception {
    Map<String, String> environment =
        Map.of(
            "POSTERN_ADMIN_API_KEY", KEY,
            "POSTERN_ADMIN_EMAIL", EMAIL,
            "POSTERN_ADMIN_PASSWORD", PASSWORD,
            "POSTERN_CONFIRMATION_WINDOW", "PT30S",
            "POSTERN_RETRY_SCHEDULE", "1s,1s,1s,1s,1s");
    try (EmbeddedPostgres database = EmbeddedPostgres.builder().start();
        ThrowAwayNode node = Nodes.start(database, environment);
        Receiver well = new Receiver();
        Receiver ill = new Receiver();
        Screen screen = new Screen()) {
      try {
        ill.answerWith(503);
        Api api = new Api(node.url(), KEY);
        Furniture.Rooms rooms = new Furniture(api, well, ill).move();
        tour(api, node, rooms, screen);
        new Gestures(node.url(), screen, api).make(rooms);
        new Dialogs(node.url(), screen, PASSWORD).open(rooms);
        new Deeds(node.url(), screen).carryOut(rooms);
        new Liveness(node.url(), screen, api).watch();
        assertThat(screen.violations()).as("of the content security policy").isEmpty();
        assertThat(node.data().resolve("logs/messages.log"))
            .as("no page asked for rows past row-level security")
            .isNotEmptyFile()
            .content()
            .doesNotContain("console_outside_of_scope");
      } catch (AssertionError | Exception failed) {
        throw screen.explained("console-tour", node, failed);
      }
    }
  }

  private static void tour(Api api, ThrowAwayNode node, Furniture.Rooms rooms, Screen screen)
      throws IOException, InterruptedException {
    Page page = screen.page();
    List<String> broken = new ArrayList<>();
    page.navigate(node.url() + "/login");
    assertThat(page.locator("input[name=username]")).isVisible();
    look(screen, "login", broken);
    screen.signIn(EMAIL, PASSWORD);
    page.waitForURL("**/overview");
    // With a second tenant there from the beginning, one would have to choose first.
    assertThat(api.post("/tenants", "{\"slug\":\"quiet\",\"name\":\"Quiet\"}").status())
        .isEqualTo(201);
    for (Map.Entry<String, String> view : views(rooms).entrySet()) {
      page.navigate(node.url() + "/" + view.getValue());
      assertThat(page.locator("main.view h1, main.view h2").first()).isVisible();
      look(screen, view.getKey(), broken);
    }
    assertThat(broken).as("what breaks a rule").isEmpty();
  }

  static void look(Screen screen, String name, List<String> broken) {
    Page page = screen.page();
    Optional<Path> folder =
        Optional.ofNullable(System.getProperty("postern.screenshots")).map(Path::of);
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      String word = scheme.name().toLowerCase(java.util.Locale.ROOT);
      // A colour on its way from one scheme to the other is nobody's.
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(scheme)
              .setReducedMotion(ReducedMotion.REDUCE));
      atRest(() -> scheme == ColorScheme.LIGHT ? Axe.violations(page) : Axe.coloursIn(page))
          .forEach(line -> broken.add(name + " (" + word + ") " + line));
      folder.ifPresent(to -> screen.picture(to.resolve(name + "-" + word + ".png")));
    }
    page.setViewportSize(NARROW, HEIGHT);
    int over =
        ((Number)
                page.evaluate(
                    "() => document.documentElement.scrollWidth -"
                        + " document.documentElement.clientWidth"))
            .intValue();
    if (over > 0) {
      broken.add(name + " is " + over + " px wider than " + NARROW + " px");
    }
    Object cut = page.evaluate(LISTS_CUT_OFF);
    if (!List.of().equals(cut)) {
      broken.add(name + " has something beyond the edge of a list: " + cut);
    }
    page.setViewportSize(Screen.WIDTH, Screen.HEIGHT);
  }

  /** Components fade their own colours over when the scheme changes: what lasts is what counts. */
  private static List<String> atRest(Supplier<List<String>> rules) {
    List<String> found = rules.get();
    for (int look = 1; look < LOOKS && !found.isEmpty(); look++) {
      found = rules.get();
    }
    return found;
  }

  private static Map<String, String> views(Furniture.Rooms rooms) {
    Map<String, String> views = new LinkedHashMap<>();
    views.put("overview", "t/acme/overview");
    views.put("why", "t/acme/why?q=bill-order.created-1");
    views.put("why-empty", "t/acme/why");
    views.put("why-unknown", "t/acme/why?q=nothing");
    views.put("deliveries", "t/acme/deliveries");
    views.put("deliveries-no-match", "t/acme/deliveries?q=nothing");
    views.put("deliveries-range", "t/acme/deliveries?since=2026-01-01T00:00:00Z");
    views.put("delivery", "t/acme/deliveries/" + rooms.delivery());
    views.put("jobs", "t/acme/jobs");
    views.put("failures", "t/acme/failures");
    views.put("endpoints", "t/acme/endpoints");
    views.put("endpoints-no-match", "t/acme/endpoints?q=nothing&status=active");
    views.put("endpoint", "t/acme/endpoints/" + rooms.endpoint());
    views.put("endpoint-suspended", "t/acme/endpoints/" + rooms.suspended());
    views.put("event-types", "t/acme/event-types");
    views.put("event-type", "t/acme/event-types/invoice.paid");
    views.put("received", "t/acme/received");
    views.put("webhook", "t/acme/received/" + rooms.webhook());
    views.put("rejections", "t/acme/rejections");
    views.put("sources", "t/acme/sources");
    views.put("source", "t/acme/sources/" + rooms.source());
    views.put("deny-lists", "t/acme/deny-lists");
    views.put("keys", "t/acme/keys");
    views.put("users", "t/acme/users");
    views.put("audit", "t/acme/audit");
    views.put("notices", "t/acme/notices?all");
    views.put("pauses", "t/acme/pauses");
    views.put("platform-pauses", "platform/pauses");
    views.put("alerts", "t/acme/alerts");
    views.put("platform-alerts", "platform/alerts");
    views.put("settings", "t/acme/settings");
    views.put("tenants", "tenants");
    views.put("platform-users", "platform/users");
    views.put("platform-audit", "platform/audit");
    views.put("test-mode", "t/acme:test/overview");
    views.put("received-no-match", "t/acme/received?q=nothing");
    views.put("rejections-no-match", "t/acme/rejections?reason=no_secret");
    views.put("audit-no-match", "t/acme/audit?action=nothing");
    views.put("lost", "t/acme/nowhere");
    for (String room : EMPTY) {
      views.put("empty-" + room, "t/quiet/" + room);
    }
    return views;
  }
}
