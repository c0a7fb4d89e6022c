package dev.postern.adminui.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.ThrowAwayNode;
import dev.postern.adminui.node.Nodes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
    try (EmbeddedPostgres database = EmbeddedPostgres.builder().start();
        ThrowAwayNode node = Nodes.start(database, environment);
        Receiver receiver = new Receiver();
        Screen screen = new Screen()) {
      try {
        journey(node, new Api(node.url(), KEY), receiver, screen);
        assertThat(screen.violations()).as("of the content security policy").isEmpty();
        assertThat(node.data().resolve("logs/messages.log"))
            .as("no page asked for rows past row-level security")
            .isNotEmptyFile()
            .content()
            .doesNotContain("console_outside_of_scope");
      } catch (AssertionError | Exception failed) {
        throw screen.explained("console-journey", node, failed);
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
    Receiver.Arrival both = published(api, receiver, "invoice.rotated");
    assertThat(next).as("a new secret").isNotEqualTo(secret);
    assertThat(both.signedWith(next)).as("the new one signs").isTrue();
    assertThat(both.signedWith(secret)).as("the old one too").isTrue();
    expire(screen);
    Receiver.Arrival one = published(api, receiver, "invoice.expired");
    assertThat(one.signedWith(next)).as("the new one signs").isTrue();
    assertThat(one.signedWith(secret)).as("the old one no more").isFalse();
    askWhy(node, api, screen);
    readTrail(node, screen);
    signOutAndIn(node, endpoint, screen);
    otherTenant(node, api, endpoint, screen);
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
    screen.sees("The receiver answered 200.");
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
    assertThat(screen.page().locator(".versions .badge", filled("retiring"))).isVisible();
    return next;
  }

  private static void signOutAndIn(ThrowAwayNode node, String endpoint, Screen screen) {
    Page page = screen.page();
    screen.signOut();
    page.navigate(node.url() + "/t/acme/endpoints/" + endpoint);
    page.waitForURL("**/login");
    assertThat(page.locator("form[action*='continue=']")).isAttached();
    String before = screen.session();
    screen.signIn(EMAIL, "wrong wrong wrong");
    // The refusal is a new page: what is typed before it has come is lost.
    page.waitForURL("**/login?error**");
    assertThat(page.getByText("E-mail and password do not belong together.")).isVisible();
    screen.signIn(EMAIL, PASSWORD);
    page.waitForURL("**/t/acme/endpoints/" + endpoint);
    screen.sees("Secrets");
    assertThat(screen.session()).as("a fresh session").isNotEqualTo(before);
  }

  private static Receiver.Arrival published(Api api, Receiver receiver, String type)
      throws IOException, InterruptedException {
    publish(api, type);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(receiver.accepted().getLast().body()).contains(type));
    return receiver.accepted().getLast();
  }

  private static void expire(Screen screen) {
    screen.press("Expire now");
    screen
        .page()
        .locator("vaadin-confirm-dialog[opened] vaadin-button", filled("Expire now"))
        .click();
    assertThat(screen.page().locator(".versions .badge", filled("expired"))).isVisible();
  }

  private static void askWhy(ThrowAwayNode node, Api api, Screen screen)
      throws IOException, InterruptedException {
    String event =
        api.get("/tenants/acme/events?limit=1").body().path("data").path(0).path("id").asText();
    screen.page().navigate(node.url() + "/t/acme/overview");
    screen.sees("Endpoints by health");
    screen.page().keyboard().press("/");
    screen.page().keyboard().insertText(event);
    screen.page().keyboard().press("Enter");
    assertThat(screen.page().locator(".told .sentence").first())
        .containsText("on attempt 1: the receiver answered 200");
  }

  private static void readTrail(ThrowAwayNode node, Screen screen) {
    screen.page().navigate(node.url() + "/t/acme/audit?action=endpoint.secret.");
    assertThat(screen.page().locator("vaadin-grid-cell-content", filled("endpoint.secret.rotated")))
        .isVisible();
    assertThat(screen.page().locator("vaadin-grid-cell-content", filled("endpoint.secret.expired")))
        .isVisible();
    assertThat(screen.page().locator("vaadin-grid-cell-content", filled(EMAIL)).first())
        .isVisible();
    screen.press("Verify the chain");
    assertThat(screen.page().locator(".badges .badge", filled("whole"))).isVisible();
  }

  /** Somebody of another tenant, who comes by an invitation, sees nothing of all this. */
  private static void otherTenant(ThrowAwayNode node, Api api, String endpoint, Screen screen)
      throws IOException, InterruptedException {
    assertThat(api.post("/tenants", "{\"slug\":\"globex\",\"name\":\"Globex\"}").status())
        .isEqualTo(201);
    String link =
        api.post("/tenants/globex/users", "{\"email\":\"gil@globex.example\",\"role\":\"viewer\"}")
            .body()
            .path("invitation_url")
            .asText();
    screen.signOut();
    Page page = screen.page();
    page.navigate(node.url() + link.substring(link.indexOf("/password")));
    screen.type("Password", PASSWORD);
    screen.type("Password again", PASSWORD);
    screen.press("Set the password");
    page.waitForURL("**/login");
    assertThat(page.locator("input[name=username]")).isVisible();
    screen.signIn("gil@globex.example", PASSWORD);
    page.waitForURL("**/t/globex/overview");
    screen.sees("Nothing flows yet");
    assertThat(page.getByText("API keys")).hasCount(0);
    for (String path :
        List.of("deliveries", "endpoints/" + endpoint, "audit", "why?q=" + endpoint)) {
      page.navigate(node.url() + "/t/acme/" + path);
      screen.sees("Not found");
    }
    page.navigate(node.url() + "/t/globex/endpoints/" + endpoint);
    screen.sees("Not found");
    page.navigate(node.url() + "/t/globex/keys");
    screen.sees("You may not see this");
    page.navigate(node.url() + "/t/globex/endpoints");
    screen.sees("No endpoints yet");
    assertThat(page.getByText("Register endpoint")).hasCount(0);
    demotedAndRemoved(node, api, screen);
  }

  /** What a person may is asked anew at every click, and an open page follows. */
  private static void demotedAndRemoved(ThrowAwayNode node, Api api, Screen screen)
      throws IOException, InterruptedException {
    Page page = screen.page();
    String gil =
        "/tenants/globex/users/"
            + api.get("/tenants/globex/users").body().path("data").path(0).path("id").asText();
    assertThat(api.send("PATCH", gil, "{\"role\":\"admin\"}").status()).isEqualTo(200);
    page.navigate(node.url() + "/t/globex/keys");
    screen.press("Create key");
    screen.type("Name", "left behind");
    assertThat(api.send("PATCH", gil, "{\"role\":\"viewer\"}").status()).isEqualTo(200);
    screen.pressInDialog("Create key");
    screen.sees("You may not see this");
    assertThat(page.locator("vaadin-dialog[opened]")).hasCount(0);
    assertThat(page.locator("vaadin-side-nav-item", filled("API keys"))).hasCount(0);
    assertThat(api.get("/tenants/globex/api-keys").body().path("data")).isEmpty();

    page.navigate(node.url() + "/t/globex/overview");
    screen.sees("Nothing flows yet");
    assertThat(api.send("DELETE", gil, null).status()).isEqualTo(204);
    page.locator("vaadin-side-nav-item", filled("Deliveries")).click();
    page.waitForURL("**/login");
    assertThat(page.locator("input[name=username]")).isVisible();
  }

  private static void publish(Api api, String type) throws IOException, InterruptedException {
    Api.Answer answer =
        api.post("/tenants/acme/events", "{\"type\":\"" + type + "\",\"data\":{\"amount\":4200}}");
    assertThat(answer.status()).isEqualTo(202);
    JsonNode deliveries = answer.body().path("deliveries");
    assertThat(deliveries.asInt()).isEqualTo(1);
  }
}
