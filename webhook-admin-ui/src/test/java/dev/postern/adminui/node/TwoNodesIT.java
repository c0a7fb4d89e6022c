package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.ThrowAwayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Taking in under fire: two nodes over one PostgreSQL that is durable as in production. In order,
 * because nodes and the database die on the way.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {
  private static final String KEY = "two-nodes-two-nodes-two-nodes-two-nodes-0123";
  private static final int COPIES = 200;
  private static final int PUBLISHERS = 100;
  private static final String HOLDS_KEYS =
      "pid in (select pid from pg_locks where relation = 'received_key'::regclass)";

  @TempDir private static Path folder;
  private static DurablePostgres postgres;
  private static ThrowAwayNode one;
  private static ThrowAwayNode other;
  private static Poster provider;

  @BeforeAll
  static void start() throws Exception {
    postgres = new DurablePostgres(folder.resolve("pg"));
    Map<String, String> environment =
        Map.of(
            "POSTERN_ADMIN_API_KEY",
            KEY,
            "POSTERN_DATABASE_URL",
            "jdbc:postgresql://localhost:" + postgres.port() + "/postgres",
            "POSTERN_DATABASE_USER",
            "postgres",
            "POSTERN_MASTER_KEY",
            "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            "POSTERN_JAVA_OPTS",
            "-Xmx320m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    CompletableFuture<ThrowAwayNode> second =
        CompletableFuture.supplyAsync(() -> node(environment));
    one = node(environment);
    other = second.join();
    Api api = new Api(one.url(), KEY);
    api.post("/tenants", "{\"slug\":\"acme\",\"name\":\"Acme\"}");
    provider = Poster.of(api, "acme");
  }

  @AfterAll
  static void stop() throws IOException {
    one.close();
    other.close();
    postgres.close();
  }

  @Test
  @Order(1)
  void of_two_hundred_copies_at_once_one_is_taken_in_and_all_are_told_so() throws Exception {
    CyclicBarrier together = new CyclicBarrier(COPIES);
    List<Callable<Optional<RawHttp.Reply>>> copies = new ArrayList<>();
    for (int i = 0; i < COPIES; i++) {
      int port = i % 2 == 0 ? one.port() : other.port();
      copies.add(() -> {
        together.await(30, TimeUnit.SECONDS);
        return provider.post(port, "storm");
      });
    }
    Set<String> ids = new HashSet<>();
    int accepted = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Optional<RawHttp.Reply>> copy : threads.invokeAll(copies)) {
        Poster.Receipt receipt = Poster.receipt(copy.get().orElseThrow()).orElseThrow();
        accepted += receipt.status().equals("accepted") ? 1 : 0;
        ids.add(receipt.id());
      }
    }

    assertThat(accepted).isOne();
    assertThat(ids).as("all are told of the same webhook").hasSize(1);
    assertThat(postgres.count("select count(*) from received where event_id = 'storm'")).isOne();
    assertThat(postgres.count("select duplicates from received_key where event_id = 'storm'"))
        .isEqualTo(COPIES - 1);
  }

  @Test
  @Order(1)
  void a_repeated_idempotency_key_gets_the_first_answer_at_the_other_node_too() throws Exception {
    String endpoint = "{\"url\":\"https://example.com/once\"}";
    HttpResponse<String> first = Keyed.post(one, KEY, "/tenants/acme/endpoints", endpoint);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);

    HttpResponse<String> again = Keyed.post(other, KEY, "/tenants/acme/endpoints", endpoint);
    assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
    assertThat(again.headers().firstValue("idempotent-replayed")).contains("true");
    assertThat(again.body()).isEqualTo(first.body());

    HttpResponse<String> reused =
        Keyed.post(other, KEY, "/tenants/acme/endpoints", "{\"url\":\"https://example.com/2\"}");
    assertThat(reused.statusCode()).isEqualTo(422);
    assertThat(reused.body()).contains("idempotency_key_reused");

    String reveal =
        "/tenants/acme/endpoints/"
            + new ObjectMapper().readTree(first.body()).path("id").asText()
            + "/secrets/reveal";
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> shown = Keyed.post(one, KEY, reveal, "");
      assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
      assertThat(shown.headers().firstValue("idempotent-replayed")).isEmpty();
    }
  }

  @Test
  @Order(1)
  void an_old_secret_ends_at_the_same_moment_at_both_nodes_and_the_new_one_is_known_before()
      throws Exception {
    Api api = new Api(one.url(), KEY);
    Poster old = Poster.of(api, "acme");
    for (int port : ports()) {
      assertThat(old.post(port, "before").orElseThrow().status()).isEqualTo(200);
    }
    String secrets = "/tenants/acme/sources/" + old.sourceId() + "/secrets";
    String rotation = "{\"overlap\":\"PT8S\",\"secret\":\"the-next-of-two\"}";
    assertThat(api.post(secrets + "/rotate", rotation).status()).isEqualTo(201);
    Instant end = Instant.MIN;
    for (JsonNode version : api.get(secrets).body().path("data")) {
      end = version.path("state").asText().equals("retiring") ? at(version, "expires_at") : end;
    }

    Poster next = old.with("the-next-of-two");
    Awaitility.await()
        .atMost(Duration.between(Instant.now(), end))
        .until(() -> next.post(other.port(), "next").orElseThrow().status() == 200);
    List<Knock> knocks = Knock.until(end.plusMillis(500), old, ports());

    for (int port : ports()) {
      assertThat(Knock.before(end, port, knocks)).containsExactly("200");
      assertThat(Knock.since(end, port, knocks)).containsExactly("401 bad_signature");
    }
  }

  @Test
  @Order(1)
  void a_secret_that_is_ended_at_one_node_is_over_at_the_other_when_that_answers()
      throws Exception {
    Api api = new Api(one.url(), KEY);
    EndedAtOnce ended = new EndedAtOnce(api, new Api(other.url(), KEY), other.port());

    assertAll(
        () -> ended.proves(Poster.of(api, "acme")), ended::greets, ended::signs, ended::announces);
  }

  private static int[] ports() {
    return new int[] {one.port(), other.port()};
  }

  private static Instant at(JsonNode object, String field) {
    return Instant.parse(object.path(field).asText());
  }

  /** A request that waits must not keep a connection: the pool has 24. */
  @Test
  @Order(1)
  void more_publishers_at_once_than_connections_are_all_answered() throws Exception {
    Api api = new Api(one.url(), KEY);
    CyclicBarrier together = new CyclicBarrier(PUBLISHERS);
    List<Callable<Integer>> publishers = new ArrayList<>();
    for (int i = 0; i < PUBLISHERS; i++) {
      publishers.add(() -> {
        together.await(30, TimeUnit.SECONDS);
        return api.post("/tenants/acme/events", "{\"type\":\"a.b\",\"data\":{}}").status();
      });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> publisher : threads.invokeAll(publishers)) {
        assertThat(publisher.get()).isEqualTo(202);
      }
    }
  }

  /**
   * The first request's commit is durable but hangs before its end is told, as PostgreSQL waits for
   * a standby that does not exist; the second one's row waits for a lock. Then the node dies.
   */
  @Test
  @Order(2)
  void a_node_killed_before_or_after_the_commit_has_promised_nothing() throws Exception {
    try (Connection holder = postgres.connection();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      postgres.execute("alter system set synchronous_standby_names = 'nobody'");
      postgres.execute("select pg_reload_conf()");
      Future<Optional<RawHttp.Reply>> after =
          threads.submit(() -> provider.post(other.port(), "committed"));
      // Until the commit has ended, even if it is on disk, its transaction holds the table's lock.
      await(() -> postgres.waiting("wait_event = 'SyncRep' and " + HOLDS_KEYS) > 0);
      holder.setAutoCommit(false);
      postgres.hold(holder, "uncommitted");
      Future<Optional<RawHttp.Reply>> before =
          threads.submit(() -> provider.post(other.port(), "uncommitted"));
      await(() -> postgres.waiting("wait_event_type = 'Lock' and query like '%received_key%'") > 0);

      other.kill();

      assertThat(after.get()).as("died between commit and answer").isEmpty();
      assertThat(before.get()).as("died before the commit").isEmpty();
      holder.rollback();
    } finally {
      postgres.execute("alter system reset synchronous_standby_names");
      postgres.execute("select pg_reload_conf()");
    }
    await(() -> postgres.waiting("wait_event = 'SyncRep' or wait_event_type = 'Lock'") == 0);
    await(() -> postgres.count("select count(*) from received where event_id = 'committed'") == 1);
    assertThat(postgres.count("select count(*) from received where event_id = 'uncommitted'"))
        .isZero();

    assertThat(retried("committed")).isEqualTo("duplicate");
    assertThat(retried("uncommitted")).isEqualTo("accepted");
    assertThat(postgres.count("select count(*) from received where event_id like '%committed'"))
        .isEqualTo(2);
  }

  @Test
  @Order(3)
  void without_the_database_it_is_503_in_little_memory_and_over_when_it_is_back() throws Exception {
    postgres.close();
    List<Callable<Optional<RawHttp.Reply>>> requests = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String event = "outage-" + i;
      requests.add(() -> provider.post(one.port(), event, 400_000));
    }
    // 400 MB of bodies to a node of 320 MB.
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (Future<Optional<RawHttp.Reply>> request : threads.invokeAll(requests)) {
        RawHttp.Reply reply = request.get().orElseThrow();
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("unavailable");
        assertThat(reply.text()).containsIgnoringCase("\r\nretry-after: 5\r\n");
      }
    }

    postgres.back();

    await(() ->
        provider
            .post(one.port(), "outage-0", 400_000)
            .filter(it -> it.status() == 200)
            .isPresent());
    assertThat(postgres.count("select count(*) from received where event_id like 'outage-%'"))
        .isOne();
  }

  private static String retried(String event) {
    return provider
        .post(one.port(), event)
        .flatMap(Poster::receipt)
        .map(Poster.Receipt::status)
        .orElse("no receipt");
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
  }

  private static ThrowAwayNode node(Map<String, String> environment) {
    try {
      return Nodes.start(environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
