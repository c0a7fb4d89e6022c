package dev.postern.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private static final Publisher.Terms FEW = new Publisher.Terms(5, Duration.ofSeconds(90));
  private final Door door = new Door.Application("t", "a", "", Set.of("a"));
  private final Truth truth = new Truth();
  private final ConcurrentLinkedQueue<Long> asked = new ConcurrentLinkedQueue<>();
  private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private HttpServer node;
  private volatile IntSupplier answers = () -> 202;

  @BeforeEach
  void start() throws IOException {
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    node.createContext("/", this::answer);
    node.start();
  }

  @AfterEach
  void stop() {
    node.stop(0);
  }

  @Test
  void aNodeThatAsksForPatienceGetsIt() {
    answers = () -> asked.size() == 1 ? 503 : 202;
    try (Publisher publisher = publisher(FEW)) {
      publisher.now(1, door);
      assertThat(publisher.statuses()).isEqualTo(Map.of(202, 1L, 503, 1L));
      assertThat(publisher.unacknowledged()).isZero();
    }
    List<Long> times = List.copyOf(asked);
    assertThat(Duration.ofNanos(times.get(1) - times.get(0))).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void onlySoManyAreUnderWayAndAllAreToldInTheEnd() {
    Duration longest;
    try (Publisher publisher = publisher(FEW)) {
      publisher.every(Duration.ofMillis(2), door);
      Patience.pause(Duration.ofSeconds(1));
      publisher.stop();
      longest = publisher.longestTurn();
      assertThat(publisher.unacknowledged()).isZero();
    }
    assertThat(truth.promises()).hasSizeGreaterThan(200);
    assertThat(most.get()).isEqualTo(FEW.atOnce());
    // Five at a time, each 20 ms: two hundred a second wait for each other's end.
    assertThat(longest).isGreaterThan(Duration.ofMillis(100));
    assertThat(connections).hasSizeLessThanOrEqualTo(2 * FEW.atOnce());
  }

  @Test
  void anEventsWaitForItsTurnBelongsToItsLatencyAndNotToItsPatience() {
    Publisher.Terms one = new Publisher.Terms(1, Duration.ofMillis(100));
    try (Publisher publisher = publisher(one)) {
      publisher.now(15, door);
      assertThat(publisher.unacknowledged()).isZero();
    }
    long first = truth.promises().values().stream().mapToLong(Truth.Promise::begun).min().orElse(0);
    long last = truth.promises().values().stream().mapToLong(Truth.Promise::begun).max().orElse(0);
    assertThat(Duration.ofNanos(last - first)).isLessThan(Duration.ofMillis(200));
  }

  @Test
  void whatWasNotToldIsOpenUntilItIs() throws Exception {
    answers = () -> 503;
    Publisher.Terms one = new Publisher.Terms(1, Duration.ofSeconds(90));
    try (Publisher publisher = publisher(one)) {
      publisher.every(Duration.ofMillis(30), door);
      Patience.pause(Duration.ofMillis(300));
      long some = System.nanoTime();
      assertThat(publisher.doneWithAllBefore(some)).isFalse();
      answers = () -> 202;
      await(() -> publisher.doneWithAllBefore(some));
      // It goes on posting: what was begun since is another matter.
      assertThat(truth.promises().values())
          .filteredOn(it -> it.begun() < some)
          .hasSizeGreaterThan(3);
      publisher.stop();
      assertThat(publisher.doneWithAllBefore(System.nanoTime())).isTrue();
    }
  }

  @Test
  void whoIsGivenUpIsNotOpen() {
    answers = () -> 503;
    try (Publisher publisher = publisher(new Publisher.Terms(5, Duration.ofMillis(300)))) {
      publisher.now(3, door);
      assertThat(publisher.doneWithAllBefore(System.nanoTime())).isTrue();
    }
  }

  @Test
  void whoIsNeverToldIsCounted() {
    answers = () -> 503;
    try (Publisher publisher = publisher(new Publisher.Terms(5, Duration.ofMillis(300)))) {
      publisher.now(3, door);
      assertThat(publisher.unacknowledged()).isEqualTo(3);
    }
    assertThat(truth.promises()).isEmpty();
  }

  private static void await(Patience.Condition condition) throws Exception {
    Patience.require(Duration.ofSeconds(20), "it holds", condition);
  }

  private Publisher publisher(Publisher.Terms terms) {
    return new Publisher(truth, () -> List.of(node.getAddress().getPort()), terms);
  }

  /** As a node that takes 20 ms; a refusal asks for a second. */
  private void answer(HttpExchange exchange) {
    try (exchange) {
      asked.add(System.nanoTime());
      connections.add(exchange.getRemoteAddress().getPort());
      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      byte[] unused = exchange.getRequestBody().readAllBytes();
      Patience.pause(Duration.ofMillis(20));
      int status = answers.getAsInt();
      if (status == 503) {
        exchange.getResponseHeaders().set("Retry-After", "1");
      }
      byte[] body = Text.bytes("{\"id\":\"evt_1\"}");
      underWay.decrementAndGet();
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
