package dev.postern.adminui.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.Receiver;
import dev.postern.adminui.demo.ThrowAwayNode;
import dev.postern.adminui.node.Launcher;
import dev.postern.adminui.node.Nodes;
import dev.postern.adminui.node.SelfSigned;
import dev.postern.core.signature.SignedRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node as those who run it meet it. One node for all. */
class OperationsIT {
  private static final String KEY = "operations-operations-operations-0123456";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern ID_OR_ADDRESS =
      Pattern.compile("(?<![a-z])(?:evt|ep|dlv|src|ten)_|https?://");
  @TempDir private static Path folder;
  private static SelfSigned certificate;
  private static int httpsPort;
  private static StandIn target;
  private static Collector collector;
  private static ThrowAwayNode node;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    target = new StandIn();
    collector = new Collector();
    certificate = SelfSigned.in(folder);
    httpsPort = freePort();
    node =
        Nodes.start(
            Map.of(
                "POSTERN_ADMIN_API_KEY",
                KEY,
                "POSTERN_RETRY_SCHEDULE",
                "1s,1s",
                "POSTERN_PAGERDUTY_URL",
                target.url("/pager"),
                "POSTERN_TLS_KEYSTORE",
                certificate.keyStore().toString(),
                "POSTERN_TLS_KEYSTORE_PASSWORD",
                SelfSigned.PASSWORD,
                "POSTERN_HTTPS_PORT",
                Integer.toString(httpsPort),
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                collector.url(),
                "OTEL_BSP_SCHEDULE_DELAY",
                "200"));
    api = new Api(node.url(), KEY);
  }

  @AfterAll
  static void stop() {
    node.close();
    target.close();
    collector.close();
  }

  @Test
  void a_blip_of_a_target_costs_no_message_and_a_dead_pager_is_left_alone_after_some_tries()
      throws Exception {
    tenant("alerts");
    String own = channel("alerts", "webhook", target.url("/own"));
    target.failNext(2);
    assertThat(test("alerts", own).path("outcome").asText()).isEqualTo("sent");
    assertThat(target.taken()).filteredOn(it -> it.startsWith("/own")).hasSize(3);

    String pager = channel("alerts", "pagerduty", "R0UT1NGKEYR0UT1NGKEYR0UT1NGKEY00");
    target.failNext(1000);
    assertThat(test("alerts", pager).path("detail").asText()).isEqualTo("It answered 503.");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> test("alerts", pager).path("detail").asText().contains("left alone"));
    long asked = target.taken().size();
    test("alerts", pager);
    assertThat(target.taken()).as("the breaker lets nothing through").hasSize((int) asked);
    target.failNext(0);
    assertThat(test("alerts", own).path("outcome").asText())
        .as("and stands before the pager only")
        .isEqualTo("sent");
  }

  @Test
  void the_node_ends_tls_itself_with_the_certificate_that_it_was_given() throws Exception {
    SSLContext trusting = certificate.trusting();
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("https://localhost:" + httpsPort + "/api/v1/tenants"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as("without a key").isEqualTo(401);
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
      SSLSession session = answer.sslSession().orElseThrow();
      assertThat(session.getProtocol()).isEqualTo("TLSv1.3");
      assertThat(session.getPeerCertificates()).containsExactly(certificate.certificate());
    }
    try (SSLSocket old =
        (SSLSocket) trusting.getSocketFactory().createSocket("localhost", httpsPort)) {
      assertThat(enabled(old, "TLSv1.2")).isEqualTo("TLSv1.2");
    }
  }

  @Test
  void an_incident_is_told_to_the_channel_and_its_end_too() throws Exception {
    tenant("told");
    channel("told", "webhook", target.url("/told"));
    String id =
        api.post("/tenants/told/pauses", "{\"reason\":\"drill\"}").body().path("id").asText();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> told().stream().anyMatch(it -> it.contains("notice.raised")));
    assertThat(told().getFirst()).contains("intake and deliveries of tenant", "drill");
    assertThat(api.send("DELETE", "/tenants/told/pauses/" + id, null).status()).isEqualTo(204);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> told().stream().anyMatch(it -> it.contains("notice.resolved")));
    assertThat(told()).hasSize(2);
  }

  @Test
  void what_is_paused_waits_and_a_drained_node_is_not_ready_until_it_is_taken_back()
      throws Exception {
    tenant("halt");
    endpoint("halt", target.url("/halt"));
    String pause =
        api.post("/tenants/halt/pauses", "{\"reason\":\"fire\"}").body().path("id").asText();
    String door = source("halt");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> post(door, "{\"id\":\"x1\",\"type\":\"a.b\"}") == 503);
    assertThat(api.post("/tenants/halt/events", "{\"type\":\"a.b\",\"data\":{}}").status())
        .isEqualTo(202);
    assertThat(api.post("/tenants/halt/pauses", "{\"reason\":\"again\"}").status()).isEqualTo(409);
    Awaitility.await()
        .during(Duration.ofMillis(1500))
        .atMost(PATIENCE)
        .until(() -> target.taken().stream().noneMatch(it -> it.startsWith("/halt")));
    api.send("DELETE", "/tenants/halt/pauses/" + pause, null);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> target.taken().stream().anyMatch(it -> it.startsWith("/halt")));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> post(door, "{\"id\":\"x2\",\"type\":\"a.b\"}") == 200);

    assertThat(api.post("/node/drain", "").body().path("draining").asBoolean()).isTrue();
    assertThat(status("/health/ready")).isEqualTo(503);
    assertThat(status("/health/live")).isEqualTo(200);
    api.post("/node/resume", "");
    assertThat(status("/health/ready")).isEqualTo(200);
    assertThat(api.get("/tenants/halt/audit-log?action=tenant.").body().toString())
        .contains("tenant.paused", "tenant.resumed");
  }

  @Test
  void a_tenant_goes_into_a_file_and_out_of_it_into_another_one(@TempDir Path folder)
      throws Exception {
    tenant("from");
    tenant("to");
    String url = target.url("/a");
    JsonNode kept = endpoint("from", url);
    JsonNode credentials = credentials();
    assertThat(
            api.send(
                    "PATCH",
                    "/tenants/from/endpoints/" + kept.path("id").asText(),
                    credentials.toString())
                .status())
        .isEqualTo(200);
    api.post(
        "/tenants/from/event-types",
        "{\"name\":\"a.b\",\"description\":\"A\",\"schema\":{\"type\":\"object\"}}");
    source("from");
    Map<String, String> environment =
        Map.of(
            "POSTERN_ADMIN_API_KEY",
            KEY,
            "POSTERN_PUBLIC_URL",
            node.url(),
            "SHOP_SECRET",
            "from the environment",
            word(url) + "_SECRET",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            word(url) + "_PASSWORD",
            "pass-elsewhere",
            word(url) + "_CLIENT_KEY",
            credentials.at("/tls/client_key").asText());
    String launcher = Launcher.path().toString();
    Path file = folder.resolve("from.yaml");
    Files.writeString(file, Shell.run(environment, launcher, "export", "from"));
    assertThat(Files.readString(file))
        .contains("from_env: SHOP_SECRET", "event_types:")
        .contains("username: gate", "from_env: " + word(url) + "_PASSWORD", "BEGIN CERTIFICATE")
        .doesNotContain("a-shared-secret", "whsec_", "pass-in-store", "PRIVATE KEY");

    String dry = Shell.run(environment, launcher, "apply", "to", file.toString(), "--dry-run");
    assertThat(dry).contains("+ source shop", "+ endpoint " + url, "3 to change");
    assertThat(api.get("/tenants/to/sources").body().path("data")).isEmpty();
    assertThat(Shell.run(environment, launcher, "apply", "to", file.toString()))
        .contains("3 changed");
    assertThat(Shell.run(environment, launcher, "apply", "to", file.toString(), "--prune"))
        .contains("nothing to change");
    assertThat(Shell.run(environment, launcher, "export", "to")).isEqualTo(Files.readString(file));
    Files.writeString(
        file, Files.readString(file).replace("timeout_seconds: 30", "timeout_seconds: 7"));
    assertThat(Shell.run(environment, launcher, "apply", "to", file.toString()))
        .contains("- timeout_seconds: 30", "+ timeout_seconds: 7", "1 changed");
    Files.writeString(file, Files.readString(file).replace("username: gate", "username: door"));
    assertThat(Shell.run(environment, launcher, "apply", "to", file.toString()))
        .contains("\"username\":\"door\"", "from_env", "1 changed")
        .doesNotContain("pass-elsewhere");
  }

  private static JsonNode credentials() throws Exception {
    ObjectNode both = new ObjectMapper().createObjectNode();
    both.putObject("auth")
        .put("type", "basic")
        .put("username", "gate")
        .put("password", "pass-in-store");
    both.putObject("tls")
        .put("client_certificate", certificate.certificatePem())
        .put("client_key", certificate.keyPem());
    return both;
  }

  /** How a file's references to an endpoint's secrets begin. */
  private static String word(String url) {
    return "_"
        + url.replaceAll("^https?://", "")
            .replaceAll("[^A-Za-z0-9]+", "_")
            .toUpperCase(Locale.ROOT);
  }

  @Test
  void the_payment_of_the_example_is_booked_once_and_the_tenants_subscriber_hears_of_it()
      throws Exception {
    tenant("shop");
    String door = source("shop");
    int port = freePort();
    JsonNode app = endpoint("shop", "http://127.0.0.1:" + port + "/paid", "payment.*");
    endpoint("shop", target.url("/customer"), "order.*");
    Path client = Launcher.project().resolve("webhook-client/target/webhook-client.jar");
    Process example =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                client.toString(),
                Launcher.project().resolve("examples/payments/PaymentApp.java").toString(),
                Integer.toString(port),
                node.url(),
                "shop",
                KEY,
                app.at("/secret/value").asText())
            .redirectErrorStream(true)
            .start();
    try (var output = example.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("waiting for payments");
      String payment = "{\"id\":\"pay_%s\",\"type\":\"payment.received\",\"order\":\"o17\"}";
      assertThat(post(door, payment.formatted("1"))).isEqualTo(200);
      assertThat(post(door, payment.formatted("1"))).as("the provider repeats it").isEqualTo(200);
      assertThat(output.readLine()).isEqualTo("order o17 is paid");
      assertThat(post(door, payment.formatted("2"))).isEqualTo(200);
      assertThat(output.readLine()).isEqualTo("order o17 was paid already");
      Awaitility.await().atMost(PATIENCE).until(() -> !customer().isEmpty());
      assertThat(customer()).singleElement().asString().contains("order.paid", "o17");
    } finally {
      example.destroy();
    }
  }

  @Test
  void the_trace_of_a_publisher_goes_on_through_every_attempt() throws Exception {
    tenant("trace");
    try (Receiver receiver = new Receiver()) {
      receiver.answerWith(503);
      endpoint("trace", receiver.url());
      String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
      send(
          HttpRequest.newBuilder(URI.create(node.url() + "/api/v1/tenants/trace/events"))
              .header("Authorization", "Bearer " + KEY)
              .header("Content-Type", "application/json")
              .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
              .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"a.b\",\"data\":{}}")));
      String first = traceparent(receiver);
      String second = traceparent(receiver);
      assertThat(first).startsWith("00-" + trace).doesNotContain("00f067aa0ba902b7");
      assertThat(second).startsWith("00-" + trace).isNotEqualTo(first);
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> told(trace, "POST /api").size() == 1 && told(trace, "POST").size() >= 2);
      Collector.Told published = told(trace, "POST /api").getFirst();
      assertThat(published.parent()).as("the publisher's step").isEqualTo("00f067aa0ba902b7");
      assertThat(published.attributes()).containsEntry("http.response.status_code", "202");
      assertThat(told(trace, "POST").subList(0, 2))
          .allSatisfy(attempt -> {
            assertThat(attempt.parent()).isEqualTo(published.id());
            assertThat(attempt.attributes())
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("error.type", "503");
          })
          .extracting(attempt -> "00-" + trace + "-" + attempt.id() + "-01")
          .as("what the receiver was told")
          .containsExactly(first, second);
    }
  }

  @Test
  void the_trace_of_a_provider_goes_on_through_the_handover() throws Exception {
    tenant("relay");
    String door = source("relay");
    try (Receiver receiver = new Receiver()) {
      endpoint("relay", receiver.url());
      String trace = "5bf92f3577b34da6a3ce929d0e0e4737";
      String body = "{\"id\":\"t1\",\"type\":\"a.b\"}";
      assertThat(
              send(signed(door, body).header("traceparent", "00-" + trace + "-00f067aa0ba902b8-01"))
                  .statusCode())
          .isEqualTo(200);
      assertThat(traceparent(receiver)).startsWith("00-" + trace);
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> collector.of(trace).stream().anyMatch(it -> it.name().equals("POST")));
      assertThat(collector.of(trace))
          .extracting(Collector.Told::name)
          .containsExactlyInAnyOrder("POST /in/{token}", "POST");
      assertThat(collector.all().toString())
          .as("the door's token is a secret")
          .doesNotContain(door.substring(door.lastIndexOf('/') + 1));
    }
  }

  /** A quick attempt may end, and be told, before the request that it comes from. */
  private static List<Collector.Told> told(String trace, String name) {
    return collector.of(trace).stream().filter(step -> step.name().equals(name)).toList();
  }

  private static String traceparent(Receiver receiver) throws Exception {
    SignedRequest attempt = Objects.requireNonNull(receiver.poll(20), "an attempt");
    return attempt.headers().first("traceparent").orElseThrow();
  }

  @Test
  void the_log_is_json_with_the_requests_id_and_without_bodies() throws Exception {
    HttpResponse<String> refused =
        send(
            HttpRequest.newBuilder(URI.create(node.url() + "/auth/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "username=nobody&password=not-to-be-seen")));
    List<String> lines =
        Files.readAllLines(node.data().resolve("logs/messages.log")).stream()
            .dropWhile(line -> !line.startsWith("{"))
            .toList();
    assertThat(lines).as("after the server's own heading").isNotEmpty();
    List<String> refusals = new ArrayList<>();
    for (String line : lines) {
      JsonNode said = new ObjectMapper().readTree(line);
      assertThat(said.path("type").asText()).as(line).startsWith("liberty_");
      if (said.path("message").asText().startsWith("console_login_refused")) {
        refusals.add(said.path("ext_requestId").asText());
      }
    }
    assertThat(refusals)
        .as("the line of a request names it as its answer does")
        .containsExactly(refused.headers().firstValue("X-Request-Id").orElseThrow());
    assertThat(lines.toString()).doesNotContain("not-to-be-seen");
  }

  @Test
  void no_log_holds_the_body_of_a_webhook_or_an_event() throws Exception {
    tenant("canary");
    endpoint("canary", target.url("/canary"));
    String canary = "canary-7f3a91";
    assertThat(
            post(
                source("canary"),
                "{\"id\":\"c1\",\"type\":\"a.b\",\"note\":\"%s\"}".formatted(canary)))
        .isEqualTo(200);
    assertThat(
            api.post(
                    "/tenants/canary/events",
                    "{\"type\":\"a.b\",\"data\":{\"note\":\"%s\"}}".formatted(canary))
                .status())
        .isEqualTo(202);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> target.taken().stream().filter(it -> it.startsWith("/canary")).count() >= 2);

    assertThat(target.taken())
        .filteredOn(it -> it.startsWith("/canary"))
        .as("both came through")
        .allMatch(it -> it.contains(canary));
    assertThat(node.data().resolve("logs/messages.log"))
        .isNotEmptyFile()
        .content()
        .doesNotContain(canary);
  }

  @Test
  void rules_and_dashboard_name_what_a_node_shows_and_no_label_names_anybody() throws Exception {
    tenant("seen");
    endpoint("seen", target.url("/seen"));
    assertThat(post(source("seen"), "{\"id\":\"s1\",\"type\":\"a.b\"}")).isEqualTo(200);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> target.taken().stream().anyMatch(it -> it.startsWith("/seen")));
    Monitoring monitoring = new Monitoring(node);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> monitoring.shown().contains("postern_delivery_attempt_duration_seconds"));
    Set<String> shown = monitoring.shown();
    assertThat(monitoring.namedByRules()).isNotEmpty().isSubsetOf(shown);
    assertThat(monitoring.namedByDashboard()).isNotEmpty().isSubsetOf(shown);
    assertThat(monitoring.labelValues())
        .as("a series for each id or address would grow without end")
        .isNotEmpty()
        .noneMatch(value -> ID_OR_ADDRESS.matcher(value).find());
  }

  @Test
  void a_real_prometheus_takes_the_rules(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(Monitoring.hasPrometheus(), "prometheus is here");

    assertThat(new Monitoring(node).inPrometheus(folder, PATIENCE))
        .isNotEmpty()
        .allMatch(it -> it.endsWith(" ok"));
  }

  private static List<String> told() {
    return target.taken().stream().filter(it -> it.startsWith("/told")).toList();
  }

  private static List<String> customer() {
    return target.taken().stream().filter(it -> it.startsWith("/customer")).toList();
  }

  private static void tenant(String slug) throws Exception {
    assertThat(
            api.post("/tenants", "{\"slug\":\"%s\",\"name\":\"%s\"}".formatted(slug, slug))
                .status())
        .isEqualTo(201);
  }

  private static String channel(String tenant, String kind, String to) throws Exception {
    Api.Answer made =
        api.post(
            "/tenants/" + tenant + "/alert-channels",
            "{\"name\":\"n\",\"kind\":\"%s\",\"target\":\"%s\"}".formatted(kind, to));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made.body().path("id").asText();
  }

  private static JsonNode test(String tenant, String channel) throws Exception {
    return api.post("/tenants/" + tenant + "/alert-channels/" + channel + "/test", "").body();
  }

  private static JsonNode endpoint(String tenant, String url, String... types) throws Exception {
    JsonNode made =
        api.post("/tenants/" + tenant + "/endpoints", "{\"url\":\"" + url + "\"}").body();
    api.post(
        "/tenants/" + tenant + "/subscriptions",
        "{\"endpoint_id\":\"%s\",\"event_types\":[\"%s\"]}"
            .formatted(made.path("id").asText(), types.length == 0 ? "*" : types[0]));
    return made;
  }

  /** Its door; what comes in goes out to the tenant's subscribers. */
  private static String source(String tenant) throws Exception {
    return api.post(
            "/tenants/" + tenant + "/sources",
            "{\"name\":\"shop\",\"provider\":\"generic-hmac\",\"secret\":\"a-shared-secret\","
                + "\"forward\":{\"publish\":true}}")
        .body()
        .path("ingest_url")
        .asText();
  }

  private static int post(String door, String body) throws Exception {
    return send(signed(door, body)).statusCode();
  }

  private static HttpRequest.Builder signed(String door, String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("a-shared-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    return HttpRequest.newBuilder(URI.create(door))
        .header("Content-Type", "application/json")
        .header("X-Webhook-Signature", signature)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private static int status(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(node.url() + path)).GET()).statusCode();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String enabled(SSLSocket socket, String protocol) throws IOException {
    socket.setEnabledProtocols(new String[] {protocol});
    socket.startHandshake();
    return socket.getSession().getProtocol();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
