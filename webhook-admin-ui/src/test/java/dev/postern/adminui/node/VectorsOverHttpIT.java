package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.ThrowAwayNode;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.core.signature.conformance.Vector;
import dev.postern.core.signature.conformance.VectorReader;
import dev.postern.ingest.pipeline.RefusalCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The receiving edge of a node that runs as people run it, over real connections. */
class VectorsOverHttpIT {
  private static final String KEY = "vectors-over-http-vectors-over-http-01";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Their certificates would have to come from the providers' own hosts. */
  private static final Set<String> BY_CERTIFICATE = Set.of("aws-sns", "paypal");

  /** Public keys only; and a timestamp inside the very body that is signed. */
  private static final Set<String> NOT_SIGNED_AFRESH = Set.of("rfc9421", "linear");

  /** They demand that a refusal has no body. */
  private static final Set<String> WORDLESS = Set.of("xero");

  private static ThrowAwayNode node;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    node = Nodes.start(Map.of("POSTERN_ADMIN_API_KEY", KEY));
    api = new Api(node.url(), KEY);
    assertThat(api.post("/tenants", "{\"slug\":\"acme\",\"name\":\"Acme\"}").status())
        .isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  /**
   * As they were recorded. A genuine request with a timestamp of last year is stale, and can only
   * be stale once its signature has been found right; without a timestamp it is taken in.
   */
  @Test
  void every_vector_gets_its_verdict_as_it_was_recorded() throws Exception {
    List<Callable<String>> tries = new ArrayList<>();
    for (Vector vector : vectors()) {
      tries.add(() -> {
        RawHttp.Reply reply = send(vector, vector.request());
        return recorded(vector, reply) ? "" : vector.id() + " got " + brief(reply);
      });
    }
    assertThat(wrong(tries)).isEmpty();
    assertThat(tries.size()).isGreaterThan(800);
  }

  @Test
  void every_genuine_vector_signed_afresh_is_taken_in() throws Exception {
    List<Callable<String>> tries = new ArrayList<>();
    for (Vector vector : vectors()) {
      SignatureScheme scheme = SignatureSchemes.forProvider(vector.provider()).orElseThrow();
      boolean json = !scheme.expectsJson() || isJson(vector.request().body());
      boolean signable =
          scheme.sharesSecret()
              && json
              && !vector.secrets().isEmpty()
              && !NOT_SIGNED_AFRESH.contains(vector.provider());
      if (vector.accept() && signable && vector.request().method().equals("POST")) {
        tries.add(() -> {
          SignedRequest fresh =
              scheme.signed(
                  vector.request(),
                  SecretText.of(vector.secrets().getFirst()),
                  vector.settings().withPublicUrl(vector.request().url()),
                  Instant.now());
          RawHttp.Reply reply = send(vector, fresh);
          return taken(reply) ? "" : vector.id() + " got " + brief(reply);
        });
      }
    }
    assertThat(wrong(tries)).isEmpty();
    assertThat(tries.size()).isGreaterThan(200);
  }

  @Test
  void a_body_is_verified_as_it_was_sent_also_when_it_is_compressed() throws Exception {
    JsonNode source = source("{\"name\":\"s\",\"provider\":\"generic-hmac\",\"secret\":\"k\"}");
    byte[] body = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    SignedRequest draft =
        new SignedRequest(
            "POST",
            source.path("ingest_url").asText(),
            HeaderFields.of("Content-Encoding", "gzip"),
            body);
    SignedRequest signed =
        SignatureSchemes.forProvider("generic-hmac")
            .orElseThrow()
            .signed(draft, SecretText.of("k"), VerificationSettings.defaults(), Instant.now());

    RawHttp.Reply reply =
        RawHttp.exchange(
            node.port(), "POST", target(source), signed.headers().entries(), signed.body());

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.text()).contains("\"status\":\"accepted\"");
    RawHttp.Reply unpacked =
        RawHttp.exchange(
            node.port(), "POST", target(source), signed.headers().entries(), new byte[] {'{', '}'});
    assertThat(brief(unpacked)).isEqualTo("401 bad_signature");
  }

  @Test
  void a_body_announced_too_large_is_refused_before_it_is_sent() throws Exception {
    JsonNode source = source("{\"name\":\"s\",\"provider\":\"generic-hmac\",\"secret\":\"k\"}");
    long start = System.nanoTime();
    try (Socket socket = RawHttp.open(node.port())) {
      String head =
          "POST "
              + target(source)
              + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();

      assertThat(RawHttp.readProblem(socket).code()).isEqualTo("payload_too_large");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void an_unknown_and_a_disabled_source_look_the_same() throws Exception {
    JsonNode disabled =
        source("{\"name\":\"s\",\"provider\":\"generic-hmac\",\"secret\":\"k\",\"enabled\":false}");
    String unknown = "/in/" + "A".repeat(43);

    assertThat(anonymous(target(disabled))).isEqualTo(anonymous(unknown));
    assertThat(anonymous("/in/%00%0d%0a")).contains("40").doesNotContain("500");
  }

  @Test
  void two_thousand_idle_and_fifty_dripping_connections_do_not_hold_up_the_others()
      throws Exception {
    JsonNode source =
        source(
            "{\"name\":\"s\",\"provider\":\"generic-hmac\",\"secret\":\"k\",\"rate_limit\":null}");
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 2_000; i++) {
        held.add(RawHttp.open(node.port()));
      }
      for (int i = 0; i < 50; i++) {
        Socket dripping = RawHttp.open(node.port());
        held.add(dripping);
        String head =
            "POST "
                + target(source)
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{";
        dripping.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        dripping.getOutputStream().flush();
      }
      long slowest = 0;
      for (int i = 0; i < 100; i++) {
        long start = System.nanoTime();
        RawHttp.Reply reply =
            RawHttp.exchange(node.port(), "POST", target(source), List.of(), new byte[] {'{', '}'});
        slowest = Math.max(slowest, System.nanoTime() - start);
        assertThat(reply.code()).isEqualTo("missing_signature");
      }
      assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(5));
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
  }

  private static String anonymous(String target) throws IOException {
    RawHttp.Reply reply =
        RawHttp.exchange(node.port(), "POST", target, List.of(), new byte[] {'1'});
    return reply.text().replaceAll("(?i)(x-request-id|date): [^\r]*", "$1: -");
  }

  private static boolean recorded(Vector vector, RawHttp.Reply reply) {
    if (wordless(vector, reply)) {
      return true;
    }
    if (!taken(reply) && !agree(reply)) {
      return false;
    }
    boolean json = isJson(vector.request().body());
    if (vector.accept()) {
      return taken(reply)
          || reply.code().equals("stale_timestamp")
          || (!json && reply.code().equals("malformed_payload"));
    }
    Set<String> codes =
        vector.reasons().stream()
            .map(word -> Reason.valueOf(word.toUpperCase(Locale.ROOT)).publicCode())
            .collect(Collectors.toSet());
    // Last year's: found to be late before it is found to be from the future, or empty.
    boolean late =
        reply.code().equals("stale_timestamp")
            && (codes.contains("future_timestamp") || vector.request().body().length == 0);
    boolean handshake =
        vector.request().method().equals("GET") && reply.code().equals("bad_verify_token");
    return codes.contains(reply.code()) || late || handshake;
  }

  /** A refusal without a body, from a source of a provider that demands it. */
  private static boolean wordless(Vector vector, RawHttp.Reply reply) {
    return !vector.accept()
        && WORDLESS.contains(vector.provider())
        && reply.status() == 401
        && reply.text().endsWith("\r\n\r\n");
  }

  /** Whether the status is that of the code. */
  private static boolean agree(RawHttp.Reply reply) {
    return Arrays.stream(RefusalCode.values())
        .anyMatch(code -> code.word().equals(reply.code()) && code.status() == reply.status());
  }

  private static boolean taken(RawHttp.Reply reply) {
    return reply.status() >= 200 && reply.status() < 300;
  }

  private static RawHttp.Reply send(Vector vector, SignedRequest request) throws Exception {
    JsonNode source = source(configuration(vector));
    if (vector.secrets().size() > 1) {
      Api.Answer rotated =
          api.post(
              "/tenants/acme/sources/" + source.path("id").asText() + "/secrets/rotate",
              JSON.createObjectNode().put("secret", vector.secrets().getFirst()).toString());
      assertThat(rotated.status()).as(vector.id()).isEqualTo(201);
    }
    String query = URI.create(vector.request().url().replace(" ", "%20")).getRawQuery();
    return RawHttp.exchange(
        node.port(),
        request.method(),
        target(source) + (query == null ? "" : "?" + query),
        request.headers().entries(),
        request.body());
  }

  private static String configuration(Vector vector) {
    ObjectNode body = JSON.createObjectNode();
    body.put("name", "vector").put("provider", vector.provider());
    String oldest = vector.secrets().isEmpty() ? "" : vector.secrets().getLast();
    body.put("secret", oldest.isBlank() ? null : oldest);
    body.putNull("rate_limit").put("max_body_bytes", 4 * 1024 * 1024);
    ObjectNode config = body.putObject("provider_config");
    vector.settings().providerConfig().forEach(config::put);
    config.put("public_url", vector.request().url());
    return body.toString();
  }

  private static JsonNode source(String body) throws Exception {
    Api.Answer made = api.post("/tenants/acme/sources", body);
    assertThat(made.status()).as(body + made.body()).isEqualTo(201);
    return made.body();
  }

  private static String target(JsonNode source) {
    return URI.create(source.path("ingest_url").asText()).getRawPath();
  }

  private static List<String> wrong(List<Callable<String>> tries) throws Exception {
    List<String> wrong = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<String> outcome : threads.invokeAll(tries)) {
        wrong.add(outcome.get());
      }
    }
    wrong.removeIf(String::isEmpty);
    return wrong;
  }

  private static String brief(RawHttp.Reply reply) {
    return reply.status() + " " + reply.code();
  }

  private static boolean isJson(byte[] body) {
    try {
      return body.length > 0 && !JSON.readTree(body).isMissingNode();
    } catch (IOException e) {
      return false;
    }
  }

  private static List<Vector> vectors() throws IOException {
    try (InputStream in = VectorReader.class.getResourceAsStream("/vectors/visible.jsonl")) {
      String lines = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return lines
          .lines()
          .map(VectorReader::read)
          .filter(vector -> !BY_CERTIFICATE.contains(vector.provider()))
          .toList();
    }
  }
}
