package dev.postern.adminui.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens what opens over a view, and carries through what people do there. */
final class Dialogs {
  private final String url;
  private final Screen screen;
  private final Page page;
  private final String password;
  private final List<String> broken = new ArrayList<>();

  Dialogs(String url, Screen screen, String password) {
    this.url = url;
    this.screen = screen;
    this.page = screen.page();
    this.password = password;
  }

  void open(Furniture.Rooms rooms) throws IOException {
    reveal(rooms);
    endpoint(rooms);
    source(rooms);
    denyList();
    people();
    new PlatformPeople(screen, this).comeAndGo();
    tenants();
    platformAlerts();
    export();
    assertThat(broken).as("what breaks a rule").isEmpty();
  }

  /** The log-in is longer ago than the window by now, so that a secret asks for the password. */
  private void reveal(Furniture.Rooms rooms) {
    go("t/acme/endpoints/" + rooms.endpoint());
    screen.press("Reveal");
    assertThat(dialog()).containsText("Is it you?");
    look("proof");
    screen.type("Your password", "not the password");
    screen.pressInDialog("Go on");
    assertThat(dialog()).containsText("That is not your password.");
    screen.type("Your password", password);
    screen.pressInDialog("Go on");
    assertThat(screen.takeSecret()).startsWith("whsec_");
    screen.press("Rotate secret");
    look("rotate");
    screen.pressInDialog("Cancel");
  }

  private void endpoint(Furniture.Rooms rooms) {
    go("t/acme/endpoints/" + rooms.endpoint());
    screen.press("Edit");
    tabs("endpoint-edit");
    tab("Where");
    screen.type("Description", "Shop backend, second floor");
    tab("TLS");
    screen.type("Pinned public keys", "no pin");
    screen.pressInDialog("Save");
    assertThat(dialog().locator("vaadin-text-area[invalid]")).hasCount(1);
    screen.type("Pinned public keys", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    screen.pressInDialog("Save");
    screen.sees("Shop backend, second floor");
    screen.sees("1 pinned key");
    screen.press("Edit");
    tab("TLS");
    screen.type("Pinned public keys", "");
    screen.pressInDialog("Save");
    assertThat(page.getByText("1 pinned key")).hasCount(0);
    screen.press("Add subscription");
    screen.type("Transformation", "{\"total\": data.amount}");
    assertThat(dialog()).containsText("The sample's data become:");
    assertThat(dialog().locator(".code-box")).containsText("4200");
    look("subscription");
    screen.pressInDialog("Cancel");
    screen.press("Send test");
    look("send-test");
    screen.pressInDialog("Close");
    screen.press("Replay");
    assertThat(dialog()).containsText("15 deliveries.");
    look("replay");
    Locator day = dialog().locator("vaadin-date-picker input").last();
    day.fill("2020-01-15");
    day.press("Enter");
    screen.pressInDialog("Replay 15");
    assertThat(dialog()).containsText("Give both the date and the time.");
    day.fill("");
    day.press("Enter");
    screen.pressInDialog("Replay 15");
    page.waitForURL("**/jobs/job_*");
    screen.seesBadge("done");
    screen.sees("15 of 15 put into the queue. Each is sent as soon as its endpoint takes it.");
  }

  private void source(Furniture.Rooms rooms) {
    go("t/acme/sources/" + rooms.source());
    screen.press("Edit");
    tabs("source-edit");
    screen.type("Name", "GitLab of the shop");
    tab("Who may post");
    screen.type("Allowed countries", "XX");
    screen.pressInDialog("Save");
    assertThat(dialog().locator("vaadin-text-area[invalid]")).hasCount(1);
    screen.type("Allowed countries", "DE");
    screen.pressInDialog("Save");
    screen.sees("GitLab of the shop");
    screen.sees("only DE");
    screen.press("Take a measure");
    screen.type("Network", "198.51.100.7");
    look("measure");
    screen.pressInDialog("Take it");
    screen.sees("198.51.100.7/32");
    screen.press("Undo");
    assertThat(page.locator(".panel .badge", text("undone"))).isVisible();
    screen.press("Rehearse an attack");
    look("rehearsal");
    screen.pressInDialog("Close");
    go("t/acme/sources");
    screen.press("Add source");
    page.getByLabel("Provider").first().fill("custom");
    page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Custom scheme")).click();
    screen.type("How the sender signs", "{\"algorithm\":\"md5\"}");
    assertThat(dialog()).containsText("/signature_header");
    screen.type("How the sender signs", "{\"signature_header\":\"X-Sig\",\"template\":\"{body}\"}");
    dialog().getByText("Try it on a request").click();
    dialog().getByLabel("Secret").first().fill("own-secret");
    screen.pressInDialog("Sign the sample");
    assertThat(dialog().locator(".badge")).hasText("genuine");
    look("source-new");
    screen.pressInDialog("Cancel");
  }

  private void denyList() {
    go("t/acme/deny-lists");
    screen.press("Add deny list");
    screen.type("Name", "Known scanners");
    screen.type("URL", "http://169.254.169.254/latest");
    screen.pressInDialog("Add");
    assertThat(dialog().locator("vaadin-text-field[invalid]")).hasCount(1);
    screen.type("URL", "");
    look("deny-list");
    screen.pressInDialog("Add");
    screen.type("Or paste them", "203.0.113.0/24\n# why\nnonsense\n2001:db8::/32");
    look("deny-import");
    screen.pressInDialog("Import");
    screen.sees("Known scanners");
    screen.sees("1 line skipped");
    page.locator("vaadin-grid .badge", text("in force")).waitFor();
    screen.press("Import");
    page.locator("vaadin-dialog[opened] input[type=file]")
        .setInputFiles(new FilePayload("networks.txt", "text/plain", "192.0.2.0/24\n".getBytes()));
    screen.sees("1 network is in force.");
    look("deny-lists-filled");
    screen.press("Delete");
    confirm("Delete list");
    proven(page.getByText("No deny lists"));
  }

  private void people() {
    go("t/acme/users");
    screen.press("Invite somebody");
    look("invite");
    screen.pressInDialog("Cancel");
    go("t/acme/keys");
    screen.press("Create key");
    look("key");
    screen.pressInDialog("Cancel");
  }

  private void tenants() {
    go("tenants");
    screen.press("Create tenant");
    screen.type("Name", "Umbrella");
    look("tenant");
    screen.pressInDialog("Create tenant");
    page.waitForURL("**/t/umbrella/overview");
    go("tenants");
    screen.press("Rename");
    screen.type("Name", "Umbrella & Sons");
    screen.pressInDialog("Rename");
    screen.sees("Umbrella & Sons");
    screen.press("Delete");
    assertThat(page.locator("vaadin-confirm-dialog[opened]"))
        .containsText("Only its audit trail is kept.");
    look("tenant-delete");
    confirm("Delete tenant");
    proven(page.getByText("“Umbrella & Sons” is deleted."));
    assertThat(page.locator("vaadin-grid a", text("Umbrella"))).hasCount(0);
  }

  private void platformAlerts() {
    go("platform/alerts");
    screen.press("Add channel");
    screen.type("Name", "Those who run it");
    screen.type("E-mail address", "nobody");
    dialog().getByLabel("Of every tenant's incidents too").check();
    screen.pressInDialog("Add channel");
    assertThat(dialog().locator("vaadin-text-field[invalid]")).hasCount(1);
    screen.type("E-mail address", "ops@example.com");
    look("platform-channel");
    screen.pressInDialog("Add channel");
    screen.sees("Those who run it");
    screen.sees("warning and worse, of every tenant too");
    screen.press("Delete");
    confirm("Delete channel");
    proven(page.getByText("No channel yet"));
  }

  private void export() throws IOException {
    go("t/acme/audit?action=endpoint.");
    Download file = page.waitForDownload(() -> link("CSV").click());
    assertThat(file.suggestedFilename()).isEqualTo("audit.csv");
    assertThat(Files.readString(file.path()))
        .startsWith("id,sequence,at")
        .contains("endpoint.updated", "ada@example.com")
        .doesNotContain("source.created");
    Download lines = page.waitForDownload(() -> link("JSON lines").click());
    assertThat(Files.readAllLines(lines.path()))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("{") && line.contains("\"endpoint."));
    Download cef = page.waitForDownload(() -> link("CEF").click());
    assertThat(Files.readAllLines(cef.path()))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("CEF:0|Postern|Postern|1|endpoint."));
    Download report = page.waitForDownload(() -> link("Compliance report as a page").click());
    assertThat(Files.readString(report.path()))
        .contains("Who can reveal secrets", "tried unknown accounts");
  }

  private Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Every page of an editor. */
  private void tabs(String name) {
    Locator tabs = dialog().locator("vaadin-tab");
    tabs.first().waitFor();
    for (int i = 0; i < tabs.count(); i++) {
      tabs.nth(i).click();
      look(name + "-" + (i + 1));
    }
  }

  private void tab(String title) {
    dialog().getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName(title)).click();
  }

  void go(String path) {
    page.navigate(url + "/" + path);
    assertThat(page.locator("main.view h1, main.view h2").first()).isVisible();
  }

  /**
   * Types the password where the window has passed since it was typed last.
   *
   * @param done what is there in the end
   */
  void proven(Locator done) {
    Locator asked = page.getByLabel("Your password");
    asked.or(done).first().waitFor();
    if (asked.isVisible()) {
      asked.fill(password);
      screen.pressInDialog("Go on");
      done.first().waitFor();
    }
  }

  private Locator dialog() {
    return page.locator("vaadin-dialog[opened]").last();
  }

  void confirm(String button) {
    page.locator("vaadin-confirm-dialog[opened] vaadin-button", text(button)).click();
  }

  private static Page.LocatorOptions text(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  /** In one scheme: colours are the views' matter. With photographs in both. */
  void look(String name) {
    Optional<Path> folder =
        Optional.ofNullable(System.getProperty("postern.screenshots")).map(Path::of);
    if (folder.isPresent()) {
      ConsoleTourIT.look(screen, "dialog-" + name, broken);
    } else {
      Axe.violations(page).forEach(line -> broken.add("dialog-" + name + " " + line));
    }
  }
}
