package dev.postern.adminui.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.ThrowAwayNode;
import dev.postern.adminui.node.Nodes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fresh proof by way of the provider, with the server's own OpenID client in between: the {@code
 * auth_time} of the ID token decides, whatever way the person came.
 */
class OidcProofIT {
  private static final String PUBLIC_URL = "https://gate.example.com";
  private static final String KEY = "oidc-proof-oidc-proof-oidc-proof-0123456789";

  /** As the console's dialog asks. */
  private static final String ASK = "?prompt=login&max_age=0&continue=t/own/endpoints";

  private static OpenIdProvider provider;
  private static ThrowAwayNode node;
  private static Api platform;

  /** By the node's clock. */
  private static Instant started;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    provider = OpenIdProvider.away(folder);
    provider.open();
    Map<String, String> environment = new HashMap<>(provider.environment("leads=own:admin"));
    environment.put("POSTERN_ADMIN_API_KEY", KEY);
    environment.put("POSTERN_PUBLIC_URL", PUBLIC_URL);
    node = Nodes.start(environment);
    platform = new Api(node.url(), KEY);
    Api.Answer own = platform.post("/tenants", "{\"slug\":\"own\",\"name\":\"Own\"}");
    assertThat(own.status()).as("%s", own.body()).isEqualTo(201);
    started = Instant.parse(own.body().path("created_at").asText());
  }

  @AfterAll
  static void stop() {
    node.close();
    provider.close();
  }

  @Test
  void a_log_in_of_this_moment_is_a_proof() throws Exception {
    assertThat(proof(Map.of("auth_time", started.getEpochSecond()))).isEqualTo("fresh");
  }

  @Test
  void a_log_in_of_this_morning_is_none() throws Exception {
    Instant morning = started.minus(Duration.ofHours(3));
    assertThat(proof(Map.of("auth_time", morning.getEpochSecond()))).isEqualTo("stale");
  }

  @Test
  void a_provider_that_tells_no_time_proves_nothing() throws Exception {
    assertThat(proof(Map.of())).isEqualTo("absent");
  }

  /** What the trail says of the log-in that was asked for as a proof. */
  private static String proof(Map<String, Object> more) throws Exception {
    Map<String, Object> claims = new HashMap<>(more);
    claims.put("email", "grace@example.com");
    claims.put("email_verified", true);
    claims.put("groups", List.of("leads"));
    provider.next(Visitor.SUBJECT, claims);
    Visitor grace = new Visitor(provider.trusting(), node.url(), PUBLIC_URL);
    assertThat(grace.signIn(ASK))
        .as("they come in either way")
        .isEqualTo(new Visitor.Visit(1, "/t/own/endpoints"));
    assertThat(grace.question()).contains("prompt=login", "max_age=0");
    return signedIn().path("auth_time").asText();
  }

  /** The newest entry comes first. */
  private static JsonNode signedIn() throws IOException, InterruptedException {
    JsonNode entry =
        platform.get("/tenants/own/audit-log?action=user.signed_in&limit=1").body().at("/data/0");
    assertThat(entry.path("action").asText()).isEqualTo("user.signed_in");
    return entry.path("after");
  }
}
