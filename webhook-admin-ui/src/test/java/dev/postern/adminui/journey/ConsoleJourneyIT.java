package dev.postern.adminui.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.ThrowAwayNode;
import dev.postern.adminui.node.Launcher;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * From the set-up link to a rotated secret, as one person would go: register, watch a delivery
 * arrive, lose the receiver, get it back, rotate. Nothing is reloaded where the console promises
 * that it keeps itself up to date.
 */
class ConsoleJourneyIT {
  private static final String KEY = "console-journey-console-journey-0123456789";
  private static final String EMAIL = "ada@example.com";
  private static final String PASSWORD = "correct horse battery";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void a_person_registers_watches_mends_and_rotates() throws Exception {
    Map<String, String> environment =
        Map.of("POSTERN_ADMIN_API_KEY", KEY, "POSTERN_RETRY_SCHEDULE", "1s,1s,1s,1s,1s,1s");
    try (ThrowAwayNode node = ThrowAwayNode.start(Launcher.path(), environment);
        Receiver receiver = new Receiver();
        Screen screen = new Screen()) {
      try {
        journey(node, new Api(node.url(), KEY), receiver, screen);
        assertThat(screen.violations()).as("of the content security policy").isEmpty();
      } catch (AssertionError | RuntimeException failed) {
        screen.keep("console-journey");
        throw failed;
      }
    }
  }

  private static void journey(ThrowAwayNode node, Api api, Receiver receiver, Screen screen)
      throws Exception {
    setUp(node, screen);
    createTenant(screen);
    String secret = registerEndpoint(node, receiver, screen);
    watchLive(node, api, receiver, screen);
    String endpoint = breakReceiver(api, receiver, screen);
    bringBack(receiver, screen);
    String next = rotate(screen);
    publish(api, "invoice.rotated");
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(receiver.accepted().getLast().body()).contains("invoice.rotated"));
    assertThat(next).as("a new secret").isNotEqualTo(secret);
    assertThat(receiver.accepted().getLast().signedWith(next)).as("the new one signs").isTrue();
    assertThat(receiver.accepted().getLast().signedWith(secret)).as("the old one too").isTrue();
    signOutAndIn(node, endpoint, screen);
  }

  private static void setUp(ThrowAwayNode node, Screen screen) {
    screen.page().navigate(node.url() + "/setup?token=wrong");
    screen.sees("This set-up link is not valid");
    String link = node.setUpLink().orElseThrow();
    screen.page().navigate(node.url() + link.substring(link.indexOf("/setup")));
    String before = screen.session();
    screen.type("Your e-mail", EMAIL);
    screen.type("Password", PASSWORD);
    screen.type("Password again", PASSWORD);
    screen.press("Create the account");
    screen.sees("Create the first tenant");
    assertThat(screen.session()).as("a session of its own").isNotEqualTo(before);
  }

  private static void createTenant(Screen screen) {
    screen.press("Create tenant");
    screen.type("Name", "Acme");
    screen.page().keyboard().press("Tab");
    assertThat(screen.page().getByLabel("Slug").first()).hasValue("acme");
    screen.pressInDialog("Create tenant");
    screen.sees("Nothing flows yet");
  }

  private static String registerEndpoint(ThrowAwayNode node, Receiver receiver, Screen screen) {
    screen.page().navigate(node.url() + "/t/acme/endpoints");
    screen.press("Register endpoint");
    screen.type("URL", "https://10.1.2.3/webhooks");
    assertThat(screen.page().getByText(Pattern.compile("10\\.1\\.2\\.3 is refused")).first())
        .isVisible();
    screen.type("URL", receiver.url());
    screen.pressInDialog("Register endpoint");
    String secret = screen.takeSecret();
    screen.seesBadge("active");
    return secret;
  }

  private static void watchLive(ThrowAwayNode node, Api api, Receiver receiver, Screen screen)
      throws IOException, InterruptedException {
    Page page = screen.page();
    page.navigate(node.url() + "/t/acme/deliveries");
    screen.sees("No deliveries yet");
    page.evaluate("window.neverReloaded = true");
    publish(api, "invoice.paid");
    Locator row = page.locator("vaadin-grid vaadin-grid-cell-content", filled("invoice.paid"));
    assertThat(row).isVisible();
    assertThat(page.locator("vaadin-grid .badge").first()).hasText("delivered");
    assertThat(page.evaluate("window.neverReloaded")).as("live, without a reload").isEqualTo(true);
    assertThat(receiver.accepted()).hasSize(1);
    row.locator("a").click();
    screen.sees("The receiver accepted it after 1 attempt.");
  }

  private static Page.LocatorOptions filled(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static String breakReceiver(Api api, Receiver receiver, Screen screen)
      throws IOException, InterruptedException {
    String endpoint =
        api.get("/tenants/acme/endpoints").body().path("data").path(0).path("id").asText();
    Api.Answer sooner =
        api.send(
            "PATCH",
            "/tenants/acme/endpoints/" + endpoint,
            "{\"suspend_after_failures\":2,\"suspend_min_seconds\":0}");
    assertThat(sooner.status()).isEqualTo(200);
    receiver.answerWith(503);
    screen.page().locator(".facts a[href*='endpoints/']").click();
    screen.seesBadge("active");
    publish(api, "invoice.first");
    publish(api, "invoice.second");
    screen.seesBadge("suspended");
    return endpoint;
  }

  private static void bringBack(Receiver receiver, Screen screen) {
    receiver.answerWith(200);
    int before = receiver.accepted().size();
    screen.press("Re-enable");
    screen.sees("Deliver the backlog: everything held is sent now");
    screen.pressInDialog("Re-enable endpoint");
    screen.seesBadge("active");
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(receiver.accepted().stream().skip(before))
                .as("the backlog")
                .extracting(Receiver.Arrival::body)
                .anyMatch(body -> body.contains("invoice.first"))
                .anyMatch(body -> body.contains("invoice.second")));
  }

  private static String rotate(Screen screen) {
    screen.press("Rotate secret");
    assertThat(screen.page().locator(".plan")).containsText("both signatures, the new one first");
    screen.pressInDialog("Rotate secret");
    String next = screen.takeSecret();
    assertThat(screen.page().locator(".rows .badge", filled("retiring"))).isVisible();
    return next;
  }

  private static void signOutAndIn(ThrowAwayNode node, String endpoint, Screen screen) {
    Page page = screen.page();
    page.locator(".person vaadin-menu-bar-button").first().click();
    page.getByText("Sign out").click();
    page.waitForURL("**/login");
    // The form has to stand before the page is left, or its own requests race with the next ones.
    assertThat(page.locator("input[name=username]")).isVisible();
    page.navigate(node.url() + "/t/acme/endpoints/" + endpoint);
    page.waitForURL("**/login");
    assertThat(page.locator("form[action*='continue=']")).isAttached();
    String before = screen.session();
    signIn(page, "wrong wrong wrong");
    // The refusal is a new page: what is typed before it has come is lost.
    page.waitForURL("**/login?error**");
    assertThat(page.getByText("E-mail and password do not belong together.")).isVisible();
    signIn(page, PASSWORD);
    page.waitForURL("**/t/acme/endpoints/" + endpoint);
    screen.sees("Secrets");
    assertThat(screen.session()).as("a fresh session").isNotEqualTo(before);
  }

  private static void signIn(Page page, String password) {
    page.locator("input[name=username]").fill(EMAIL);
    page.locator("input[name=password]").fill(password);
    page.locator("vaadin-login-form vaadin-button[theme~=primary]").first().click();
  }

  private static void publish(Api api, String type) throws IOException, InterruptedException {
    Api.Answer answer =
        api.post("/tenants/acme/events", "{\"type\":\"" + type + "\",\"data\":{\"amount\":4200}}");
    assertThat(answer.status()).isEqualTo(202);
    JsonNode deliveries = answer.body().path("deliveries");
    assertThat(deliveries.asInt()).isEqualTo(1);
  }
}
