package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.adminui.demo.ThrowAwayNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** More publishers at once than a node answers: the others are told so, and nothing else stops. */
class ApiCapacityIT {
  private static final int PLACES = 16;
  private static final String KEY = "capacity-key-for-automation-0123456789abcdef";
  private static final String TENANTS = "/api/v1/tenants";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void who_finds_no_place_is_told_to_come_again() throws Exception {
    try (ThrowAwayNode node =
        Nodes.start(
            Map.of(
                "POSTERN_ADMIN_API_KEY",
                KEY,
                "POSTERN_API_MAX_CONCURRENT",
                Integer.toString(PLACES)))) {
      List<Socket> slow = new ArrayList<>();
      try {
        for (int i = 0; i <= PLACES; i++) {
          slow.add(begin(node, TENANTS, KEY, tenant(i), 1));
        }
        try (Socket tooMany = answered(slow)) {
          slow.remove(tooMany);
          assertThat(RawHttp.readProblem(tooMany).code()).isEqualTo("overloaded");
        }
        HttpResponse<String> refused = get(node, TENANTS);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("\"code\":\"overloaded\"");
        assertThat(refused.headers().firstValue("content-type"))
            .contains("application/problem+json");
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
        assertThat(refused.headers().firstValue("x-request-id")).isPresent();
        assertThat(get(node, "/health/ready").statusCode()).as("it is well").isEqualTo(200);
        assertThat(get(node, "/login").statusCode()).as("people come in").isEqualTo(200);
        assertThat(get(node, "/metrics").body())
            .containsPattern("postern_api_overloaded_total\\{.*} [1-9]");

        assertThat(end(slow.removeFirst()).status()).isEqualTo(201);
        Awaitility.await("a place is free").until(() -> get(node, TENANTS).statusCode() == 200);
      } finally {
        for (Socket socket : slow) {
          socket.close();
        }
      }
    }
  }

  @Test
  void a_body_is_read_late_and_not_for_long() throws Exception {
    try (ThrowAwayNode node =
        Nodes.start(Map.of("POSTERN_ADMIN_API_KEY", KEY, "POSTERN_API_BODY_TIMEOUT", "2s"))) {
      for (String path : List.of("/in/" + "A".repeat(43), TENANTS)) {
        long start = System.nanoTime();
        try (Socket stranger = begin(node, path, "unknown", new byte[1000], 999)) {
          assertThat(RawHttp.readProblem(stranger).code())
              .isIn("unknown_source", "bad_credentials");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .as("%s needs no body to refuse", path)
            .isLessThan(Duration.ofSeconds(15));
      }
      try (Socket dripping = begin(node, TENANTS, KEY, new byte[1000], 999)) {
        for (int i = 0; i < 100 && dripping.getInputStream().available() == 0; i++) {
          dripping.getOutputStream().write(' ');
          Thread.sleep(Duration.ofMillis(200));
        }
        RawHttp.Reply reply = RawHttp.readProblem(dripping);
        assertThat(reply.status()).isEqualTo(408);
        assertThat(reply.code()).isEqualTo("body_timeout");
      }
    }
  }

  /** One of those that wait got an answer: there was no place for it. */
  private static Socket answered(List<Socket> slow) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              for (Socket socket : slow) {
                if (socket.getInputStream().available() > 0) {
                  return Optional.of(socket);
                }
              }
              return Optional.<Socket>empty();
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private static byte[] tenant(int number) {
    return ("{\"slug\":\"slow-" + number + "\",\"name\":\"Slow\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A request whose body stops so many bytes before its end. */
  private static Socket begin(ThrowAwayNode node, String path, String key, byte[] body, int missing)
      throws IOException {
    Socket socket = RawHttp.open(URI.create(node.url()).getPort());
    byte[] message =
        RawHttp.message(
            "POST",
            path,
            List.of(
                Map.entry("Authorization", "Bearer " + key),
                Map.entry("Content-Type", "application/json")),
            body);
    socket.getOutputStream().write(message, 0, message.length - missing);
    socket.getOutputStream().flush();
    return socket;
  }

  private static RawHttp.Reply end(Socket socket) throws IOException {
    try (socket) {
      socket.getOutputStream().write('}');
      socket.getOutputStream().flush();
      return RawHttp.read(socket);
    }
  }

  private static HttpResponse<String> get(ThrowAwayNode node, String path)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(node.url() + path))
            .header("authorization", "Bearer " + KEY)
            .timeout(Duration.ofSeconds(20))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
