package dev.postern.adminui.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.adminui.demo.ThrowAwayNode;
import dev.postern.adminui.node.Nodes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser is told at the console's door, and whose log-in form is taken there. */
class ConsoleDoorIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static ThrowAwayNode node;

  @BeforeAll
  static void start() throws Exception {
    node =
        Nodes.start(
            Map.of(
                "POSTERN_PUBLIC_URL",
                "https://gate.example.com",
                "POSTERN_ADMIN_EMAIL",
                "ada@example.com",
                "POSTERN_ADMIN_PASSWORD",
                "correct horse battery"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void the_page_loads_its_own_files_only_and_is_framed_by_nobody() throws Exception {
    HttpResponse<String> page = page();
    assertThat(page.statusCode()).isEqualTo(200);
    String policy = header(page, "content-security-policy");
    assertThat(policy.split("; "))
        .contains(
            "default-src 'self'",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'")
        .anySatisfy(part ->
            assertThat(part).matches("script-src 'self' 'nonce-[A-Za-z0-9+/]{24}' 'unsafe-eval'"));
    assertThat(policy).doesNotContain("*", "http:", "https:");
    assertThat(header(page(), "content-security-policy"))
        .as("a nonce is of one answer")
        .isNotEqualTo(policy);
  }

  @Test
  void every_answer_makes_the_browser_careful() throws Exception {
    HttpResponse<String> page = page();
    assertThat(header(page, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(page, "x-frame-options")).isEqualTo("DENY");
    assertThat(header(page, "referrer-policy")).isEqualTo("same-origin");
    assertThat(header(page, "cross-origin-opener-policy")).isEqualTo("same-origin");
    assertThat(header(page, "strict-transport-security")).startsWith("max-age=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void the_form_of_somebody_elses_page_is_refused(String site) throws Exception {
    assertThat(login(site).statusCode()).isEqualTo(403);
  }

  @Test
  void our_own_form_is_looked_at() throws Exception {
    HttpResponse<String> refused = login("same-origin");
    assertThat(refused.statusCode()).isEqualTo(302);
    assertThat(header(refused, "location")).contains("/login?error");
  }

  private static HttpResponse<String> login(String site) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(node.url() + "/auth/login"))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", site)
            .POST(HttpRequest.BodyPublishers.ofString("username=nobody&password=wrong"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> page() throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(node.url() + "/login"))
            .header("accept", "text/html")
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
