package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.postern.adminui.demo.Api;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Secrets that are rotated and ended at one node, and what another one, which has just used them,
 * does in the very next request.
 */
final class EndedAtOnce {
  private static final int ROUNDS = 8;

  private final Api here;
  private final Api there;
  private final int port;

  EndedAtOnce(Api here, Api there, int port) {
    this.here = here;
    this.there = there;
    this.port = port;
  }

  void proves(Poster first) throws IOException, InterruptedException {
    String secrets = "/tenants/acme/sources/" + first.sourceId() + "/secrets";
    Poster old = first;
    for (int round = 0; round < ROUNDS; round++) {
      String text = "secret-number-" + round;
      rotate(secrets, "{\"overlap\":\"PT1H\",\"secret\":\"" + text + "\"}");
      Poster next = old.with(text);
      assertThat(status(next, "new-" + round)).as("known at once").isEqualTo(200);
      assertThat(status(old, "old-" + round)).as("in the overlap").isEqualTo(200);

      end(secrets);

      assertThat(status(old, "late-" + round)).as("ended").isEqualTo(401);
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
      Api.Answer made = here.post("/tenants/acme/endpoints", "{\"url\":\"" + url + "\"}");
      assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
      String endpoint = "/tenants/acme/endpoints/" + made.body().path("id").asText();
      for (int round = 0; round < ROUNDS; round++) {
        assertThat(signatures(endpoint, signatures)).as("before").isEqualTo(1);
        rotate(endpoint + "/secrets", "{\"overlap\":\"PT1H\"}");
        assertThat(signatures(endpoint, signatures)).as("in the overlap").isEqualTo(2);
        end(endpoint + "/secrets");
      }
      assertThat(signatures(endpoint, signatures)).as("in the end").isEqualTo(1);
    } finally {
      receiver.stop(0);
    }
  }

  /** How many the other node puts on a test event. */
  private int signatures(String endpoint, BlockingQueue<String> arrived)
      throws IOException, InterruptedException {
    Api.Answer sent = there.post(endpoint + "/test", "{\"type\":\"ping\"}");
    assertThat(sent.status()).as("%s", sent.body()).isEqualTo(200);
    return arrived.take().split(" ").length;
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
