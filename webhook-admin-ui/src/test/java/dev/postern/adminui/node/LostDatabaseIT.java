package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.ThrowAwayNode;
import dev.postern.core.store.SilencingProxy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose PostgreSQL is gone, or silent: not ready, alive, and honest to publishers. */
class LostDatabaseIT {
  private static final String KEY = "lost-database-lost-database-lost-database-0123";
  private static final Duration IN_TIME = Duration.ofSeconds(20);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static DurablePostgres postgres;
  private static SilencingProxy proxy;
  private static ThrowAwayNode node;

  @BeforeAll
  static void start() throws Exception {
    postgres = new DurablePostgres(folder.resolve("pg"));
    proxy = new SilencingProxy(postgres.port());
    node =
        Nodes.start(
            Map.of(
                "POSTERN_ADMIN_API_KEY",
                KEY,
                "POSTERN_DATABASE_URL",
                // With TLS or GSS to be asked about first, the driver has a limit of its own.
                "jdbc:postgresql://localhost:"
                    + proxy.port()
                    + "/postgres?sslmode=disable&gssEncMode=disable",
                "POSTERN_DATABASE_USER",
                "postgres",
                "POSTERN_MASTER_KEY",
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "POSTERN_JAVA_OPTS",
                "-Xmx320m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
    assertThat(new Api(node.url(), KEY).post("/tenants", "{\"slug\":\"acme\",\"name\":\"Acme\"}"))
        .extracting(answer -> answer.status())
        .isEqualTo(201);
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.silence(false);
    node.close();
    proxy.close();
    postgres.close();
  }

  @Test
  void a_database_that_is_gone_makes_the_node_not_ready_and_leaves_it_alive() throws Exception {
    served();
    postgres.close();
    try {
      lost();
    } finally {
      postgres.back();
    }
    served();
  }

  @Test
  void one_that_is_silent_is_told_of_in_time() throws Exception {
    served();
    proxy.silence(true);
    try {
      // The first one has a connection that stands; those after it need one anew.
      for (int i = 0; i < 3; i++) {
        lost();
      }
    } finally {
      proxy.silence(false);
    }
    served();
  }

  private static void lost() throws Exception {
    assertThat(get("/health/ready")).isEqualTo(503);
    assertThat(get("/health/live")).isEqualTo(200);
    HttpResponse<String> published = publish();
    assertThat(published.statusCode()).as(published.body()).isEqualTo(503);
    assertThat(published.body()).contains("\"unavailable\"");
    assertThat(published.headers().firstValue("retry-after")).isPresent();
  }

  private static void served() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> get("/health/ready") == 200 && publish().statusCode() == 202);
  }

  private static int get(String path) throws IOException, InterruptedException {
    return CLIENT.send(to(path).GET().build(), BodyHandlers.discarding()).statusCode();
  }

  private static HttpResponse<String> publish() throws IOException, InterruptedException {
    return CLIENT.send(
        to("/api/v1/tenants/acme/events")
            .header("authorization", "Bearer " + KEY)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString("{\"type\":\"a.b\",\"data\":{}}"))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(node.url() + path)).timeout(IN_TIME);
  }
}
