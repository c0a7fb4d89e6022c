package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.ThrowAwayNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node that only delivers: it has no door for providers and none for people. */
class RolesIT {
  private static final String KEY = "roles-roles-roles-roles-roles-roles-0123";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static ThrowAwayNode node;

  @BeforeAll
  static void start() throws IOException {
    node = Nodes.start(Map.of("POSTERN_ADMIN_API_KEY", KEY, "POSTERN_ROLES", "deliver"));
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/",
    "/login",
    "/?v-r=init",
    "/VAADIN/build/",
    "/console.css",
    "/auth/login",
    "/.well-known/x?v-r=init"
  })
  void there_is_nothing_at_the_addresses_of_the_console(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    assertThat(answer.body()).contains("\"not_found\"");
    assertThat(answer.headers().firstValue("x-request-id")).isPresent();
  }

  @Test
  void nor_is_there_at_the_door_of_webhooks() throws Exception {
    Api api = new Api(node.url(), KEY);
    assertThat(api.post("/tenants", "{\"slug\":\"acme\",\"name\":\"Acme\"}").status())
        .isEqualTo(201);
    Poster provider = Poster.of(api, "acme");
    assertThat(provider.target()).startsWith("/in/");

    // Genuine, so that only the missing role can be why.
    RawHttp.Reply reply = provider.post(node.port(), "evt-1").orElseThrow();
    assertThat(reply.status()).as(reply.text()).isEqualTo(404);
    assertThat(api.get("/tenants/acme/received").body().path("data")).isEmpty();
  }

  @Test
  void nor_does_the_terminal_tell_of_a_console() {
    assertThat(node.output())
        .contains("ready")
        .noneMatch(line -> line.startsWith("Console:"))
        .noneMatch(line -> line.startsWith("Set-up link"));
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/node", "/health/ready", "/metrics", "/.well-known/jwks.json"})
  void what_is_no_role_is_there(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(node.url() + path))
            .timeout(Duration.ofSeconds(20))
            .header("authorization", "Bearer " + KEY)
            .build(),
        BodyHandlers.ofString());
  }
}
