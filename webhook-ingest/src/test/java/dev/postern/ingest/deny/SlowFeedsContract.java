package dev.postern.ingest.deny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.postern.core.fetch.GuardedHttp;
import dev.postern.core.id.TenantId;
import dev.postern.ingest.DenyList;
import dev.postern.ingest.World;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One tenant's feeds that never answer must not keep another's from being fetched. */
abstract class SlowFeedsContract {
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private World world;
  private HttpServer server;
  private GuardedHttp http;
  private DenyListFetcher fetcher;

  abstract World open();

  @BeforeEach
  void openWorld() throws IOException, NoSuchAlgorithmException {
    world = open();
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(world.executor);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          if (path.startsWith("/slow")) {
            awaitRelease();
          }
          byte[] body = "203.0.113.0/24\n".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    http = new GuardedHttp(world.guards.egress, SSLContext.getDefault());
    fetcher =
        new DenyListFetcher(
            world.guards.denyStore,
            http,
            world.guards.notices,
            world.guards.audit,
            world.database.transactions(),
            world.guards.stamp,
            world.executor);
  }

  @AfterEach
  void close() {
    released.countDown();
    server.stop(0);
    http.close();
    world.close();
  }

  @Test
  void the_slow_feeds_of_one_tenant_hold_up_nobody_elses() {
    for (int i = 0; i < 2 * DenyListFetcher.LANES; i++) {
      create(World.TENANT, "/slow" + i);
    }
    DenyList other = create(World.OTHER, "/good");

    CompletableFuture<Void> round = CompletableFuture.runAsync(fetcher::round, world.executor);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> world.guards.lists.find(World.OTHER, other.id()).contents().importedAt() != null);

    assertThat(round).as("the slow one is still being read").isNotDone();
    assertThat(asked).as("one of each tenant").hasSize(2).contains("/good", "/slow0");
    released.countDown();
    round.join();
  }

  @Test
  void the_one_that_waits_longest_is_next() {
    DenyList first = create(World.TENANT, "/a");
    create(World.TENANT, "/b");
    create(World.TENANT, "/c");
    world.now.updateAndGet(now -> now.plusSeconds(1));
    DenyList unused = world.guards.lists.refresh(World.TENANT, first.id());

    for (int i = 0; i < 4; i++) {
      fetcher.round();
    }

    assertThat(asked).containsExactly("/b", "/c", "/a");
  }

  private DenyList create(TenantId tenant, String path) {
    world.now.updateAndGet(now -> now.plusSeconds(1));
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
    return world.guards.lists.create(tenant, new DenyList.Edit("Feed " + path, url, 3600, true));
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  static final class H2Test extends SlowFeedsContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends SlowFeedsContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
