package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.ThrowAwayNode;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.core.signature.conformance.Vector;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receiving edge of a node that runs as people run it, over real connections. */
class VectorsOverHttpIT {
  private static final String KEY = "vectors-over-http-vectors-over-http-01";

  private static ThrowAwayNode node;
  private static LiveVectors live;

  @TempDir static Path folder;
  private static CertificateHosts certificates;

  @BeforeAll
  static void start() throws Exception {
    certificates = new CertificateHosts(folder, LiveVectors.all());
    Map<String, String> environment = new HashMap<>(certificates.environment());
    environment.put("POSTERN_ADMIN_API_KEY", KEY);
    node = Nodes.start(environment);
    Api api = new Api(node.url(), KEY);
    assertThat(api.post("/tenants", "{\"slug\":\"acme\",\"name\":\"Acme\"}").status())
        .isEqualTo(201);
    live = new LiveVectors(node.port(), api);
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
    certificates.close();
  }

  /**
   * As they were recorded. A genuine request with a timestamp of last year is stale, and can only
   * be stale once its signature has been found right; without a timestamp it is taken in.
   */
  @Test
  void every_vector_gets_its_verdict_as_it_was_recorded() throws Exception {
    List<Callable<String>> tries = new ArrayList<>();
    for (Vector vector : LiveVectors.all()) {
      tries.add(() -> {
        RawHttp.Reply reply = live.send(vector);
        return RecordedVerdict.given(vector, reply) ? "" : vector.id() + " got " + brief(reply);
      });
    }
    assertThat(LiveVectors.wrong(tries)).isEmpty();
    assertThat(tries.size()).isEqualTo(904);
  }

  /**
   * With the recorded secret, or for key pairs with a pair of our own; and answered as demanded.
   */
  @Test
  void every_genuine_vector_signed_afresh_is_taken_in() throws Exception {
    List<Callable<String>> tries = new ArrayList<>();
    Set<String> providers = new TreeSet<>();
    for (Vector vector : LiveVectors.all()) {
      if (LiveVectors.canBeSigned(vector)) {
        providers.add(vector.provider());
        tries.add(() -> {
          RawHttp.Reply reply =
              live.send(vector, LiveVectors.signed(vector, Instant.now(), certificates));
          boolean good =
              RecordedVerdict.taken(reply)
                  && DemandedAnswer.given(vector.expectedResponse(), reply);
          return good ? "" : vector.id() + " got " + brief(reply);
        });
      }
    }
    assertThat(LiveVectors.wrong(tries)).isEmpty();
    assertThat(providers)
        .contains(
            "aws-sns",
            "discord",
            "linear",
            "paypal",
            "rfc9421",
            "sendgrid",
            "standard-webhooks-v1a",
            "stripe");
    assertThat(tries.size()).isGreaterThan(230);
  }

  @Test
  void a_certificate_under_a_strangers_root_proves_nothing() throws Exception {
    List<Callable<String>> tries = new ArrayList<>();
    for (Vector vector : LiveVectors.all()) {
      if (CertificateHosts.serves(vector) && LiveVectors.canBeSigned(vector)) {
        tries.add(() -> {
          SignedRequest strange = certificates.signedUnderAStrangersRoot(vector, Instant.now());
          String got = brief(live.send(vector, new LiveVectors.Fresh(strange, List.of())));
          return got.equals("401 bad_signature") ? "" : vector.id() + " got " + got;
        });
      }
    }
    assertThat(LiveVectors.wrong(tries)).isEmpty();
    assertThat(tries).hasSize(7);
  }

  /** One of each provider that signs its time; the recorded ones are last year's and late. */
  @Test
  void what_is_signed_for_later_is_refused_as_such() throws Exception {
    Set<String> stamping =
        LiveVectors.all().stream()
            .filter(vector -> vector.id().matches(".*/future(-timestamp)?"))
            .map(Vector::provider)
            .collect(Collectors.toSet());
    Map<String, Vector> genuine = new TreeMap<>();
    for (Vector vector : LiveVectors.all()) {
      if (stamping.contains(vector.provider()) && LiveVectors.canBeSigned(vector)) {
        genuine.putIfAbsent(vector.provider(), vector);
      }
    }
    List<Callable<String>> tries = new ArrayList<>();
    for (Vector vector : genuine.values()) {
      tries.add(() -> {
        Instant later =
            Instant.now().plus(LiveVectors.scheme(vector).defaultTolerance()).plusSeconds(120);
        String got = brief(live.send(vector, LiveVectors.signed(vector, later, certificates)));
        return got.equals("401 future_timestamp") ? "" : vector.id() + " got " + got;
      });
    }
    assertThat(LiveVectors.wrong(tries)).isEmpty();
    assertThat(genuine.keySet()).containsExactlyInAnyOrderElementsOf(stamping);
    assertThat(genuine).hasSizeGreaterThan(10);
  }

  @Test
  void a_body_is_verified_as_it_was_sent_also_when_it_is_compressed() throws Exception {
    JsonNode source =
        live.source("{\"name\":\"s\",\"provider\":\"generic-hmac\",\"secret\":\"k\"}");
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
            node.port(),
            "POST",
            LiveVectors.target(source),
            signed.headers().entries(),
            signed.body());

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.text()).contains("\"status\":\"accepted\"");
    RawHttp.Reply unpacked =
        RawHttp.exchange(
            node.port(),
            "POST",
            LiveVectors.target(source),
            signed.headers().entries(),
            new byte[] {'{', '}'});
    assertThat(brief(unpacked)).isEqualTo("401 bad_signature");
  }

  @Test
  void a_body_announced_too_large_is_refused_before_it_is_sent() throws Exception {
    JsonNode source =
        live.source("{\"name\":\"s\",\"provider\":\"generic-hmac\",\"secret\":\"k\"}");
    long start = System.nanoTime();
    try (Socket socket = RawHttp.open(node.port())) {
      String head =
          "POST "
              + LiveVectors.target(source)
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
        live.source(
            "{\"name\":\"s\",\"provider\":\"generic-hmac\",\"secret\":\"k\",\"enabled\":false}");
    String unknown = "/in/" + "A".repeat(43);

    assertThat(anonymous(LiveVectors.target(disabled))).isEqualTo(anonymous(unknown));
    assertThat(anonymous("/in/%00%0d%0a")).contains("40").doesNotContain("500");
  }

  @Test
  void two_thousand_idle_and_fifty_dripping_connections_do_not_hold_up_the_others()
      throws Exception {
    JsonNode source =
        live.source(
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
                + LiveVectors.target(source)
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{";
        dripping.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        dripping.getOutputStream().flush();
      }
      long slowest = 0;
      for (int i = 0; i < 100; i++) {
        long start = System.nanoTime();
        RawHttp.Reply reply =
            RawHttp.exchange(
                node.port(), "POST", LiveVectors.target(source), List.of(), new byte[] {'{', '}'});
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

  private static String brief(RawHttp.Reply reply) {
    return reply.status() + " " + reply.code();
  }
}
