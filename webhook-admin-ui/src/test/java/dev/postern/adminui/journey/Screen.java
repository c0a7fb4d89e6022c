package dev.postern.adminui.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.postern.adminui.demo.ThrowAwayNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A browser with one page, and the few gestures of a person at the console. */
final class Screen implements AutoCloseable {
  static final int WIDTH = 1280;
  static final int HEIGHT = 860;
  private static final int PATIENCE_MS = 30_000;

  /** Of what was on the screen: a question over it comes last. */
  private static final int SEEN = 120;

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final BrowserContext context;
  private final Page page;
  private final List<String> violations = new ArrayList<>();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

  Screen() {
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
    Browser browser = playwright.chromium().launch(options);
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                // Whoever reads UTC off the wall misses what only others see.
                .setTimezoneId("Europe/Berlin"));
    page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.text().contains("Content Security Policy")) {
        violations.add(message.text());
      }
    });
    page.onRequest(request -> unanswered.add(request.method() + " " + request.url()));
    page.onRequestFinished(request -> unanswered.remove(request.method() + " " + request.url()));
    page.onRequestFailed(request -> unanswered.remove(request.method() + " " + request.url()));
    page.setDefaultTimeout(PATIENCE_MS);
    page.setDefaultNavigationTimeout(PATIENCE_MS);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
  }

  /** What the page tried and its policy did not let it. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  Page page() {
    return page;
  }

  /** The browser's session with the console. */
  String session() {
    return context.cookies().stream()
        .filter(cookie -> cookie.name.equals("POSTERN"))
        .map(cookie -> cookie.value)
        .findFirst()
        .orElse("");
  }

  void type(String label, String text) {
    page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).first().fill(text);
  }

  void press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .first()
        .click();
  }

  /** The button of that name in the open dialog. */
  void pressInDialog(String button) {
    page.locator("vaadin-dialog[opened]")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  /** Reads a secret that is shown once, and puts it away. */
  String takeSecret() {
    String value = page.locator("#secret-value").textContent();
    pressInDialog("I have stored it");
    PlaywrightAssertions.assertThat(page.locator("#secret-value")).isHidden();
    return value;
  }

  void sees(String text) {
    PlaywrightAssertions.assertThat(
            page.getByText(text, new Page.GetByTextOptions().setExact(true)).first())
        .isVisible();
  }

  void seesBadge(String word) {
    PlaywrightAssertions.assertThat(page.locator(".view-title .badge")).hasText(word);
  }

  void signIn(String email, String password) {
    page.locator("input[name=username]").fill(email);
    page.locator("input[name=password]").fill(password);
    page.locator("vaadin-login-form vaadin-button[theme~=primary]").first().click();
  }

  void signOut() {
    page.locator(".person vaadin-menu-bar-button").first().click();
    page.getByText("Sign out").click();
    page.waitForURL("**/login");
    // The form has to stand before the page is left, or its own requests race with the next ones.
    PlaywrightAssertions.assertThat(page.locator("input[name=username]")).isVisible();
  }

  void picture(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  /**
   * What the person saw when it went wrong, what the page waited for, and what the node did: in
   * files, and the short of it in the failure, for whoever has no more than its text.
   */
  AssertionError explained(String name, ThrowAwayNode node, Throwable failed) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "screenshots"));
    Path threads = folder.resolve(name + "-threads.txt");
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(node.pid()),
            "Thread.print",
            "-l")
        .redirectErrorStream(true)
        .redirectOutput(threads.toFile())
        .start()
        .onExit()
        .join();
    page.screenshot(
        new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")).setFullPage(true));
    String seen =
        String.join(
            "\n",
            page.url(),
            page.locator("body").innerText().lines().limit(SEEN).collect(Collectors.joining(" | ")),
            "unanswered: " + unanswered,
            "in the console's code: " + consoleThreads(threads));
    Files.writeString(folder.resolve(name + ".txt"), seen + "\n");
    return new AssertionError(failed.getMessage() + "\n" + seen, failed);
  }

  /** The threads that do something for a page, or wait for one. */
  private static String consoleThreads(Path dump) throws IOException {
    return Arrays.stream(Files.readString(dump).split("\n\n"))
        .filter(thread -> thread.contains("com.vaadin.") || thread.contains("org.atmosphere."))
        .map(thread -> thread.lines().limit(24).collect(Collectors.joining("\n")))
        .limit(8)
        .collect(Collectors.joining("\n\n"));
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
