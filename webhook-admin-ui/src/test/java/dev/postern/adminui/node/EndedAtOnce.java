package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.postern.adminui.demo.Api;
import dev.postern.core.signature.StandardWebhooks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets that are rotated and ended at one node, and what another one, which has just used them,
 * does in the very next request.
 */
final class EndedAtOnce {
  private static final int ROUNDS = 8;
  private static final Pattern KID = Pattern.compile("\"kid\":\"([^\"]+)\"");

  private final Api here;
  private final Api there;
  private final int port;

  EndedAtOnce(Api here, Api there, int port) {
    this.here = here;
    this.there = there;
    this.port = port;
  }

  /** What is received is judged by the commit. */
  void proves(Poster first) throws IOException, InterruptedException {
    String secrets = "/tenants/acme/sources/" + first.sourceId() + "/secrets";
    Poster old = first;
    for (int round = 0; round < ROUNDS; round++) {
      String text = "secret-number-" + round;
      rotate(secrets, overlap(text));
      Poster next = old.with(text);
      assertThat(status(next, "new-" + round)).as("known at once").isEqualTo(200);
      assertThat(status(old, "old-" + round)).as("in the overlap").isEqualTo(200);

      end(secrets);

      assertThat(status(old, "late-" + round)).as("ended").isEqualTo(401);
      old = next;
    }
  }

  /** A handshake is answered without the store: by the ring alone. */
  void greets() throws IOException, InterruptedException {
    String made = "{\"name\":\"z\",\"provider\":\"zoom\",\"secret\":\"zoom-first\"}";
    JsonNode source = here.post("/tenants/acme/sources", made).body();
    String secrets = "/tenants/acme/sources/" + source.path("id").asText() + "/secrets";
    String target = "/in/" + source.path("ingest_url").asText().split("/in/", 2)[1];
    String old = "zoom-first";
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(greeted(target, old)).as("before").contains(hmac(old, "asked"));
      String next = "zoom-number-" + round;
      rotate(secrets, overlap(next));
      assertThat(greeted(target, next)).as("known at once").contains(hmac(next, "asked"));

      end(secrets);

      assertThat(greeted(target, old)).as("ended").contains("\"code\":\"bad_signature\"");
      old = next;
    }
  }

  void signs() throws IOException, InterruptedException {
    BlockingQueue<String> signatures = new LinkedBlockingQueue<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          signatures.add(exchange.getRequestHeaders().getFirst("webhook-signature"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try {
      String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
      String endpoint = endpoint("{\"url\":\"" + url + "\"}");
      String subscription =
          "{\"endpoint_id\":\""
              + endpoint.replaceAll(".*/", "")
              + "\",\"event_types\":[\"signed.once\"]}";
      assertThat(here.post("/tenants/acme/subscriptions", subscription).status()).isEqualTo(201);
      for (int round = 0; round < ROUNDS; round++) {
        assertThat(tested(endpoint, signatures)).as("before").isEqualTo(1);
        assertThat(delivered(signatures)).as("before").isEqualTo(1);
        rotate(endpoint + "/secrets", "{\"overlap\":\"PT1H\"}");
        assertThat(tested(endpoint, signatures)).as("in the overlap").isEqualTo(2);
        assertThat(delivered(signatures)).as("in the overlap").isEqualTo(2);
        end(endpoint + "/secrets");
        if (round % 2 == 0) {
          assertThat(delivered(signatures)).as("ended").isEqualTo(1);
        }
      }
      assertThat(tested(endpoint, signatures)).as("in the end").isEqualTo(1);
    } finally {
      receiver.stop(0);
    }
  }

  /** Public keys are told to whoever asks. */
  void announces() throws IOException, InterruptedException {
    String pair = StandardWebhooks.generateEd25519(new SecureRandom()).reveal();
    String endpoint = endpoint("{\"url\":\"http://127.0.0.1:9/\",\"secret\":\"" + pair + "\"}");
    for (int round = 0; round < ROUNDS; round++) {
      List<String> before = announced(endpoint);
      assertThat(before).hasSize(1);
      rotate(endpoint + "/secrets", "{\"overlap\":\"PT1H\"}");
      assertThat(announced(endpoint)).as("in the overlap").hasSize(2).containsAll(before);
      end(endpoint + "/secrets");
      assertThat(announced(endpoint)).as("ended").hasSize(1).doesNotContainAnyElementsOf(before);
    }
  }

  private String endpoint(String settings) throws IOException, InterruptedException {
    Api.Answer made = here.post("/tenants/acme/endpoints", settings);
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    return "/tenants/acme/endpoints/" + made.body().path("id").asText();
  }

  /** How many the other node puts on a test event. */
  private int tested(String endpoint, BlockingQueue<String> arrived)
      throws IOException, InterruptedException {
    Api.Answer sent = there.post(endpoint + "/test", "{\"type\":\"ping\"}");
    assertThat(sent.status()).as("%s", sent.body()).isEqualTo(200);
    return arrived.take().split(" ").length;
  }

  /** How many are on an event's delivery, whichever node sends it. */
  private int delivered(BlockingQueue<String> arrived) throws IOException, InterruptedException {
    Api.Answer sent = there.post("/tenants/acme/events", "{\"type\":\"signed.once\",\"data\":{}}");
    assertThat(sent.status()).as("%s", sent.body()).isEqualTo(202);
    return arrived.take().split(" ").length;
  }

  private List<String> announced(String endpoint) throws IOException {
    String target = "/.well-known/jwks.json?endpoint=" + endpoint.replaceAll(".*/", "");
    RawHttp.Reply reply = RawHttp.exchange(port, "GET", target, List.of(), new byte[0]);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return KID.matcher(reply.text()).results().map((MatchResult kid) -> kid.group(1)).toList();
  }

  private String greeted(String target, String secret) throws IOException {
    String body = "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"asked\"}}";
    String seconds = String.valueOf(Instant.now().getEpochSecond());
    return RawHttp.exchange(
            port,
            "POST",
            target,
            List.of(
                Map.entry("x-zm-request-timestamp", seconds),
                Map.entry("x-zm-signature", "v0=" + hmac(secret, "v0:" + seconds + ":" + body))),
            body.getBytes(StandardCharsets.UTF_8))
        .text();
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String overlap(String text) {
    return "{\"overlap\":\"PT1H\",\"secret\":\"" + text + "\"}";
  }

  private int status(Poster poster, String eventId) {
    return poster.post(port, eventId).orElseThrow().status();
  }

  private void rotate(String secrets, String how) throws IOException, InterruptedException {
    Api.Answer rotated = here.post(secrets + "/rotate", how);
    assertThat(rotated.status()).as("%s", rotated.body()).isEqualTo(201);
  }

  private void end(String secrets) throws IOException, InterruptedException {
    for (JsonNode version : here.get(secrets).body().path("data")) {
      if (version.path("state").asText().equals("retiring")) {
        Api.Answer ended = here.post(secrets + "/" + version.path("id").asText() + "/expire", "");
        assertThat(ended.status()).as("%s", ended.body()).isEqualTo(200);
        return;
      }
    }
    throw new AssertionError("none is retiring");
  }
}
