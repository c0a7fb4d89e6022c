package dev.postern.adminui.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.ThrowAwayNode;
import dev.postern.adminui.node.Launcher;
import dev.postern.core.store.SharedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who reaches what, asked of a real node on PostgreSQL (so that its row-level security is in
 * force). Every route of the OpenAPI document is asked: one that is added is in the matrix by
 * itself.
 */
class AccessIT {
  private static final String KEY = "access-matrix-access-matrix-0123456789";

  /** What each role may do, from the contract and not from the code. */
  private static final Map<String, Set<Need>> ROLES =
      Map.of(
          "admin", EnumSet.of(Need.READ, Need.PUBLISH, Need.WRITE, Need.ADMINISTER),
          "developer", EnumSet.of(Need.READ, Need.PUBLISH, Need.WRITE),
          "viewer", EnumSet.of(Need.READ),
          "publisher", EnumSet.of(Need.PUBLISH));

  private enum Need {
    READ,
    PUBLISH,
    WRITE,
    ADMINISTER,
    PLATFORM
  }

  private static final OpenApiDocument DOCUMENT = OpenApiDocument.read();
  private static ThrowAwayNode node;
  private static Api platform;
  private static TwoTenants tenants;

  @BeforeAll
  static void start() throws Exception {
    String url = SharedPostgres.server().getJdbcUrl("postgres", SharedPostgres.freshDatabaseName());
    node =
        ThrowAwayNode.start(
            Launcher.path(),
            Map.of(
                "POSTERN_ADMIN_API_KEY",
                KEY,
                "POSTERN_DATABASE_URL",
                url,
                "POSTERN_DATABASE_USER",
                "postgres",
                "POSTERN_MASTER_KEY",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    platform = new Api(node.url(), KEY);
    tenants = TwoTenants.make(platform);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void every_role_may_on_every_route_what_the_table_says() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Set<Need>> role : ROLES.entrySet()) {
      Api api = new Api(node.url(), tenants.key(platform, role.getKey()));
      for (OpenApiDocument.Operation operation : api()) {
        boolean allowed = role.getValue().contains(need(operation));
        int status = ask(api, operation, "own", tenants::unknown);
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
    List<String> canaries = Canaries.release(platform);
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

  private static List<OpenApiDocument.Operation> api() {
    return DOCUMENT.operations().stream()
        .filter(operation -> operation.path().startsWith("/api/v1"))
        .toList();
  }

  private static Need need(OpenApiDocument.Operation operation) {
    return Need.valueOf(
        operation.node().path("x-permission").asText("missing").toUpperCase(Locale.ROOT));
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
