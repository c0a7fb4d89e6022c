package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.ThrowAwayNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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
  private static EmbeddedPostgres postgres;
  private static ThrowAwayNode one;
  private static ThrowAwayNode other;
  private static Poster provider;

  @BeforeAll
  static void start() throws Exception {
    postgres = postgres(0);
    Map<String, String> environment =
        Map.of(
            "POSTERN_ADMIN_API_KEY",
            KEY,
            "POSTERN_DATABASE_URL",
            "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
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
    assertThat(count("select count(*) from received where event_id = 'storm'")).isOne();
    assertThat(count("select duplicates from received_key where event_id = 'storm'"))
        .isEqualTo(COPIES - 1);
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
    try (Connection holder = connection();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      execute("alter system set synchronous_standby_names = 'nobody'");
      execute("select pg_reload_conf()");
      Future<Optional<RawHttp.Reply>> after =
          threads.submit(() -> provider.post(other.port(), "committed"));
      // Until the commit has ended, even if it is on disk, its transaction holds the table's lock.
      await(() -> waiting("wait_event = 'SyncRep' and " + HOLDS_KEYS) > 0);
      holder.setAutoCommit(false);
      hold(holder, "uncommitted");
      Future<Optional<RawHttp.Reply>> before =
          threads.submit(() -> provider.post(other.port(), "uncommitted"));
      await(() -> waiting("wait_event_type = 'Lock' and query like '%received_key%'") > 0);

      other.kill();

      assertThat(after.get()).as("died between commit and answer").isEmpty();
      assertThat(before.get()).as("died before the commit").isEmpty();
      holder.rollback();
    } finally {
      execute("alter system reset synchronous_standby_names");
      execute("select pg_reload_conf()");
    }
    await(() -> waiting("wait_event = 'SyncRep' or wait_event_type = 'Lock'") == 0);
    await(() -> count("select count(*) from received where event_id = 'committed'") == 1);
    assertThat(count("select count(*) from received where event_id = 'uncommitted'")).isZero();

    assertThat(retried("committed")).isEqualTo("duplicate");
    assertThat(retried("uncommitted")).isEqualTo("accepted");
    assertThat(count("select count(*) from received where event_id like '%committed'"))
        .isEqualTo(2);
  }

  @Test
  @Order(3)
  void without_the_database_it_is_503_in_little_memory_and_over_when_it_is_back() throws Exception {
    int port = postgres.getPort();
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

    postgres = postgres(port);

    await(() ->
        provider
            .post(one.port(), "outage-0", 400_000)
            .filter(it -> it.status() == 200)
            .isPresent());
    assertThat(count("select count(*) from received where event_id like 'outage-%'")).isOne();
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

  private static EmbeddedPostgres postgres(int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("pg"))
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on");
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  private static ThrowAwayNode node(Map<String, String> environment) {
    try {
      return Nodes.start(environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Connection connection() throws SQLException {
    return DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static long waiting(String what) throws SQLException {
    return count(
        "select count(*) from pg_stat_activity where pid <> pg_backend_pid() and (" + what + ")");
  }

  /** Whoever inserts that event too has to wait for the end of this transaction. */
  private static void hold(Connection holder, String event) throws SQLException {
    try (PreparedStatement statement =
        holder.prepareStatement(
            """
            insert into received_key (source_id, event_id, received_id, received_at, body_sha256,
              proof_sha256, duplicates, differing_duplicates)
            select source_id, ?, gen_random_uuid(), now(), '\\x00', '\\x00', 0, 0
            from received_key where event_id = 'storm'
            """)) {
      statement.setString(1, event);
      assertThat(statement.executeUpdate()).isOne();
    }
  }
}
