package dev.postern.adminui.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.ThrowAwayNode;
import dev.postern.adminui.node.Nodes;
import dev.postern.adminui.rest.ContractAccess.Need;
import dev.postern.core.store.SharedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who reaches what, asked of a real node on PostgreSQL (so that its row-level security is in
 * force). Every route of the OpenAPI document is asked: one that is added is in the matrix by
 * itself.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessIT {
  private static final String PUBLIC_URL = "https://gate.example.com";
  private static final String KEY = "access-matrix-access-matrix-0123456789";

  private static final String TENANT = "/api/v1/tenants/{tenant}";

  /** Not for the platform's row: the other tests go on at this node. */
  private static final Set<String> STOPS_THE_NODE =
      Set.of("POST /api/v1/pauses", "POST /api/v1/node/drain");

  private static final OpenApiDocument DOCUMENT = OpenApiDocument.read();
  private static ThrowAwayNode node;
  private static Api platform;
  private static TwoTenants tenants;
  private static OpenIdProvider provider;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    provider = OpenIdProvider.away(folder);
    String url = SharedPostgres.server().getJdbcUrl("postgres", SharedPostgres.freshDatabaseName());
    Map<String, String> environment =
        new HashMap<>(
            provider.environment("gate-admins=platform_admin,devs=own:developer,leads=own:admin"));
    environment.put("POSTERN_ADMIN_API_KEY", KEY);
    environment.put("POSTERN_PUBLIC_URL", PUBLIC_URL);
    environment.put("POSTERN_DATABASE_URL", url);
    environment.put("POSTERN_DATABASE_USER", "postgres");
    environment.put("POSTERN_MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    node = Nodes.start(environment);
    platform = new Api(node.url(), KEY);
    tenants = TwoTenants.make(platform, door -> door.replace(PUBLIC_URL, node.url()));
  }

  @AfterAll
  static void stop() {
    node.close();
    provider.close();
  }

  /** The node started while nobody answered there. */
  @Test
  @Order(1)
  void a_provider_that_was_away_is_found_without_a_restart() throws Exception {
    Visitor early = new Visitor(provider.trusting(), node.url(), PUBLIC_URL);
    assertThat(early.signIn("?continue=tenants").end()).isEqualTo("/login?refused=provider_away");

    provider.open();
    provider.next("u-0", claims(true, "strangers"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(new Visitor(provider.trusting(), node.url(), PUBLIC_URL).signIn("").end())
                .isEqualTo("/login?refused=no_role"));
  }

  @Test
  void a_person_of_the_provider_comes_in_by_their_groups_and_is_asked_each_time() throws Exception {
    Visitor grace = new Visitor(provider.trusting(), node.url(), PUBLIC_URL);
    provider.next("u-1", claims(true, "strangers"));
    assertThat(grace.signIn("").end()).isEqualTo("/login?refused=no_role");
    assertThat(user()).isEqualTo("missing");

    provider.next("u-1", claims(true, "staff", "devs"));
    assertThat(grace.signIn("?max_age=0&continue=t/own/endpoints"))
        .isEqualTo(new Visitor.Visit(1, "/t/own/endpoints"));
    assertThat(grace.question()).as("so that it says how old the proof is").contains("max_age=0");
    assertThat(user()).isEqualTo("developer active");
    assertThat(grace.cookie("POSTERN")).contains("Secure", "HttpOnly", "SameSite=Lax");

    provider.next("u-1", claims(true, "leads"));
    assertThat(grace.signIn("?continue=https://evil.example"))
        .as("the provider is asked again, and nobody is sent elsewhere")
        .isEqualTo(new Visitor.Visit(1, "/"));
    assertThat(user()).isEqualTo("admin active");

    provider.next("u-2", claims(false, "leads"));
    assertThat(new Visitor(provider.trusting(), node.url(), PUBLIC_URL).signIn("").end())
        .as("an address that the provider has not verified takes over no account")
        .isEqualTo("/login?refused=email_not_verified");
    assertThat(platform.get("/tenants/own/audit-log?action=user.").body().toString())
        .contains("user.provisioned", "user.linked", "user.role_changed", "user.signed_in");
  }

  @Test
  void a_key_of_the_test_mode_finds_nothing_of_the_live_mode() throws Exception {
    Api test = new Api(node.url(), key("other", "\"role\":\"admin\",\"mode\":\"test\""));
    List<String> wrong = new ArrayList<>();
    for (OpenApiDocument.Operation operation : api()) {
      if (operation.path().matches(".*\\{tenant}/.*\\{.*")) {
        int status = ask(test, operation, "other", tenants::foreign);
        boolean ofTheTenant = operation.path().matches(".*/(api-keys|users)/.*");
        if (status != (ofTheTenant ? 403 : 404)) {
          wrong.add(operation + " → " + status);
        }
      }
    }
    assertThat(wrong).isEmpty();
    tenants.othersAreUntouched(platform);

    String endpoint = created(test, "endpoints", "{\"url\":\"https://example.com/t\"}");
    created(
        test,
        "subscriptions",
        "{\"endpoint_id\":\"%s\",\"event_types\":[\"*\"]}".formatted(endpoint));
    String event = created(test, "events", "{\"type\":\"a.b\",\"data\":{}}");
    JsonNode seen = test.get("/tenants/other/events/" + event).body();
    assertThat(seen.path("mode").asText()).isEqualTo("test");
    assertThat(seen.at("/deliveries").findValuesAsText("endpoint_id")).containsExactly(endpoint);
    assertThat(platform.get("/tenants/other/events/" + event).status()).isEqualTo(404);
    assertThat(platform.get("/tenants/other:test/events/" + event).status()).isEqualTo(200);
    Api live = new Api(node.url(), key("other", "\"role\":\"admin\""));
    assertThat(live.get("/tenants/other:test/endpoints").status()).isEqualTo(404);
    assertThat(live.get("/tenants/other/endpoints").body().toString()).doesNotContain(endpoint);
  }

  @Test
  void scopes_narrow_a_key_and_it_makes_nobody_that_may_more() throws Exception {
    Api api =
        new Api(node.url(), key("own", "\"role\":\"admin\",\"scopes\":[\"read\",\"administer\"]"));

    assertThat(api.get("/tenants/own/endpoints").status()).isEqualTo(200);
    assertThat(api.post("/tenants/own/events", "{\"type\":\"a\",\"data\":1}").status())
        .isEqualTo(403);
    assertThat(api.post("/tenants/own/api-keys", "{\"name\":\"more\",\"role\":\"admin\"}").status())
        .isEqualTo(403);
    assertThat(
            api.post("/tenants/own/api-keys", "{\"name\":\"less\",\"role\":\"viewer\"}").status())
        .isEqualTo(201);
    assertThat(invited(api, "more@example.com", "admin").status()).isEqualTo(403);
    Api.Answer less = invited(api, "less@example.com", "viewer");
    assertThat(less.status()).isEqualTo(201);
    String user = "/tenants/own/users/" + less.body().path("id").asText();
    assertThat(api.send("PATCH", user, "{\"role\":\"admin\"}").status()).isEqualTo(403);
    assertThat(platform.get(user).body().path("role").asText()).isEqualTo("viewer");
  }

  @Test
  void the_key_of_a_deleted_tenant_ends_and_its_trail_stays() throws Exception {
    String id =
        platform
            .post("/tenants", "{\"slug\":\"gone\",\"name\":\"Gone\"}")
            .body()
            .path("id")
            .asText();
    Api api = new Api(node.url(), key("gone", "\"role\":\"admin\""));
    assertThat(api.get("/tenants/gone").status()).isEqualTo(200);

    assertThat(platform.send("DELETE", "/tenants/gone", null).status()).isEqualTo(204);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(api.get("/tenants/gone").status()).isEqualTo(401));

    Api.Answer whole = platform.get("/tenants/" + id + "/audit-log/verify");
    assertThat(whole.body().path("whole").asBoolean()).as("%s", whole.body()).isTrue();
    assertThat(platform.get("/tenants/" + id + "/audit-log").body().toString())
        .contains("tenant.created", "api_key.created", "tenant.deleted");
    assertThat(platform.get("/tenants/" + id + "/endpoints").status())
        .as("only its trail is there")
        .isEqualTo(404);
    Api other = new Api(node.url(), key("own", "\"role\":\"admin\""));
    assertThat(other.get("/tenants/" + id + "/audit-log").status()).isEqualTo(404);
  }

  @Test
  void the_platform_invites_and_removes_its_own_people_and_its_trail_says_so() throws Exception {
    Api.Answer made = platform.post("/users", "{\"email\":\"root@example.com\"}");
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    String user = "/users/" + made.body().path("id").asText();
    assertThat(platform.get(user).body().path("role").asText()).isEqualTo("platform_admin");
    assertThat(platform.get("/users").body().toString()).contains("root@example.com");
    assertThat(platform.get("/tenants/own/users").body().toString())
        .doesNotContain("root@example.com");
    platform.post("/users", "{\"email\":\"second@example.com\"}");
    assertThat(platform.send("DELETE", user, null).status()).isEqualTo(204);
    assertThat(platform.get(user).status()).isEqualTo(404);

    assertThat(platform.get("/audit-log?action=user.").body().toString())
        .contains("user.invited", "user.deleted");
    assertThat(platform.get("/audit-log/verify").body().path("whole").asBoolean()).isTrue();
    assertThat(Canaries.text(node.url() + "/api/v1/audit-log/export?format=csv", KEY))
        .contains("user.invited", "user.deleted");
  }

  @Test
  void an_auditor_gets_the_report_as_a_page_and_as_csv() throws Exception {
    String admin = key("own", "\"role\":\"admin\"");
    String report = node.url() + "/api/v1/tenants/own/audit-log/report";

    assertThat(Canaries.text(report + "?format=csv", KEY))
        .contains("\"can_reveal\",\"api_key\",\"key_", "\"section\",\"source_id\"");
    assertThat(Canaries.text(report + "?rotation_days=30", KEY))
        .startsWith("<!doctype html>")
        .contains(
            "secrets older than 30 days", "Signature failures since", "tried unknown accounts");
    assertThat(Canaries.text(report, admin))
        .as("what is of no tenant is not the tenant's to see")
        .contains("Signature failures since")
        .doesNotContain("tried unknown accounts");
    assertThat(Canaries.text(report + "?format=pdf", KEY)).contains("invalid_parameter");
    assertThat(Canaries.text(node.url() + "/api/v1/tenants/own/audit-log/export?format=ocsf", KEY))
        .contains("\"class_uid\":6003");
  }

  @Test
  void every_role_may_on_every_route_what_the_table_says() throws Exception {
    List<String> wrong = new ArrayList<>();
    platform.post("/tenants", "{\"slug\":\"doomed\",\"name\":\"Doomed\"}");
    for (Map.Entry<String, Set<Need>> role : ContractAccess.ROLES.entrySet()) {
      boolean ofPlatform = role.getKey().equals("platform_admin");
      Api api = ofPlatform ? platform : new Api(node.url(), tenants.key(platform, role.getKey()));
      for (OpenApiDocument.Operation operation : api()) {
        if (ofPlatform && STOPS_THE_NODE.contains(operation.toString())) {
          continue;
        }
        boolean allowed = role.getValue().contains(ContractAccess.of(operation));
        boolean deletes = ofPlatform && operation.toString().equals("DELETE " + TENANT);
        int status = ask(api, operation, deletes ? "doomed" : "own", tenants::unknown);
        boolean refused = status == 403;
        if (refused == allowed || status == 401 || status >= 500) {
          wrong.add(role.getKey() + " " + operation + " → " + status);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void an_object_of_another_tenant_is_not_found_on_any_route() throws Exception {
    Api api = new Api(node.url(), tenants.key(platform, "admin"));
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (OpenApiDocument.Operation operation : api()) {
      if (!operation.path().contains("{tenant}")) {
        continue;
      }
      int theirs = ask(api, operation, "other", tenants::foreign);
      if (theirs != 404) {
        wrong.add("their path: " + operation + " → " + theirs);
      }
      if (operation.path().matches(".*\\{tenant}/.*\\{.*")) {
        asked++;
        int theirObject = ask(api, operation, "own", tenants::foreign);
        if (theirObject != 404) {
          wrong.add("their object: " + operation + " → " + theirObject);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(asked).as("routes with an object").isGreaterThan(25);
    tenants.othersAreUntouched(platform);
  }

  @Test
  void without_a_key_or_with_a_bad_one_every_route_is_401() throws Exception {
    Api nobody = new Api(node.url(), "ptn_000000000000000000000000000000000000");
    List<String> wrong = new ArrayList<>();
    for (OpenApiDocument.Operation operation : api()) {
      int status = ask(nobody, operation, "own", tenants::foreign);
      if (status != 401) {
        wrong.add(operation + " → " + status);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void no_secret_is_in_any_log_listing_trail_or_metric() throws Exception {
    List<String> canaries = Canaries.release(platform, url -> url.replace(PUBLIC_URL, node.url()));
    StringBuilder everywhere = new StringBuilder(String.join("\n", node.output()));
    try (Stream<Path> files = Files.walk(node.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("master.key")) {
          everywhere.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
    for (String path : Canaries.READABLE) {
      everywhere.append(platform.get(path).body());
    }
    everywhere.append(Canaries.text(node.url() + "/metrics", KEY));
    everywhere.append(
        Canaries.text(node.url() + "/api/v1/tenants/canary/audit-log/export?format=csv", KEY));
    assertThat(everywhere.toString()).as("the search looks at something").contains("canary");
    assertThat(canaries)
        .hasSizeGreaterThan(6)
        .allSatisfy(canary -> assertThat(everywhere.indexOf(canary)).as(canary).isNegative());
  }

  private static Map<String, Object> claims(boolean verified, String... groups) {
    return Map.of(
        "email", "grace@example.com", "email_verified", verified, "groups", List.of(groups));
  }

  private static String user() throws IOException, InterruptedException {
    for (JsonNode user : platform.get("/tenants/own/users").body().path("data")) {
      if (user.path("email").asText().equals("grace@example.com")) {
        return user.path("role").asText() + " " + user.path("status").asText();
      }
    }
    return "missing";
  }

  /** The text of a fresh key. */
  private static String key(String tenant, String reach) throws IOException, InterruptedException {
    Api.Answer made =
        platform.post("/tenants/" + tenant + "/api-keys", "{\"name\":\"k\"," + reach + "}");
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    return made.body().path("value").asText();
  }

  private static Api.Answer invited(Api api, String email, String role)
      throws IOException, InterruptedException {
    return api.post(
        "/tenants/own/users", "{\"email\":\"%s\",\"role\":\"%s\"}".formatted(email, role));
  }

  private static String created(Api api, String collection, String body)
      throws IOException, InterruptedException {
    Api.Answer made = api.post("/tenants/other/" + collection, body);
    assertThat(made.status()).as("%s", made.body()).isBetween(201, 202);
    return made.body().path("id").asText();
  }

  private static List<OpenApiDocument.Operation> api() {
    return DOCUMENT.operations().stream()
        .filter(operation -> operation.path().startsWith("/api/v1"))
        .toList();
  }

  /** Chooses the id to put for a parameter of the path. */
  interface Ids {
    String of(String collection, String parameter);
  }

  private static int ask(Api api, OpenApiDocument.Operation operation, String tenant, Ids ids)
      throws IOException, InterruptedException {
    StringBuilder path = new StringBuilder();
    String collection = "";
    for (String part : operation.path().substring("/api/v1/".length()).split("/")) {
      path.append('/');
      if (part.equals("{tenant}")) {
        path.append(tenant);
      } else if (part.startsWith("{")) {
        path.append(ids.of(collection, part));
      } else {
        path.append(part);
        collection = part;
      }
    }
    Map.Entry<String, JsonNode> content = body(operation);
    return api.send(
            operation.method(),
            path.toString(),
            content.getKey(),
            content.getValue().isMissingNode() ? null : text(content.getValue()))
        .status();
  }

  /** JSON where it is taken; missing where no body is. */
  private static Map.Entry<String, JsonNode> body(OpenApiDocument.Operation operation) {
    Map<String, JsonNode> kinds = new LinkedHashMap<>();
    DOCUMENT
        .body(operation)
        .path("content")
        .properties()
        .forEach(kind -> kinds.put(kind.getKey(), example(kind.getValue())));
    String json = "application/json";
    return kinds.isEmpty()
        ? Map.entry(json, MissingNode.getInstance())
        : Map.entry(
            kinds.containsKey(json) ? json : kinds.keySet().iterator().next(),
            kinds.getOrDefault(json, kinds.values().iterator().next()));
  }

  private static String text(JsonNode example) {
    return example.isTextual() ? example.asText() : example.toString();
  }

  private static JsonNode example(JsonNode content) {
    return content.path("examples").isEmpty()
        ? content.path("example")
        : DOCUMENT.resolve(content.path("examples").elements().next()).path("value");
  }
}
