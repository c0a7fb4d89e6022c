package dev.postern.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that answers as a node does; the node itself is in the tests of the WAR. */
class OutboxTest {
  private final JdbcDataSource database = new JdbcDataSource();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private volatile int status = 202;
  private volatile int busy;
  private volatile int asked;
  private HttpServer server;
  private Outbox outbox;
  private PosternClient client;

  @BeforeEach
  void open() throws Exception {
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    try (Connection connection = database.getConnection()) {
      connection.createStatement().execute(Outbox.TABLE);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/tenants/acme/events",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked++;
          int answer = busy-- > 0 ? 503 : status;
          byte[] out =
              (answer == 202
                      ? "{\"id\":\"evt_01\",\"status\":\"accepted\",\"deliveries\":1}"
                      : answer == 308 ? "moved" : "{\"detail\":\"The type is none.\"}")
                  .getBytes(StandardCharsets.UTF_8);
          if (answer == 202) {
            taken.add(body);
          }
          if (answer == 308) {
            exchange
                .getResponseHeaders()
                .add("Location", "https://gate.example" + exchange.getRequestURI());
          }
          exchange.sendResponseHeaders(answer, out.length);
          exchange.getResponseBody().write(out);
          exchange.close();
        });
    server.start();
    client =
        new PosternClient(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "acme", "ptn_x");
    outbox = new Outbox(database, client);
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void what_was_rolled_back_is_not_published_and_what_was_committed_is_in_order() throws Exception {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      Outbox.add(connection, OutgoingEvent.of("a.lost", "{}"));
      connection.rollback();
      Outbox.add(connection, OutgoingEvent.of("a.first", "{\"n\":1}").withId("say \"1\""));
      Outbox.add(connection, OutgoingEvent.of("a.second", "{\"n\":2}"));
      connection.commit();
    }
    assertThat(outbox.flush()).isEqualTo(2);
    assertThat(outbox.flush()).isZero();
    assertThat(taken.get(0))
        .isEqualTo("{\"id\":\"say \\\"1\\\"\",\"type\":\"a.first\",\"data\":{\"n\":1}}");
    assertThat(taken.get(1)).contains("a.second");
  }

  @Test
  void a_busy_node_is_asked_again_and_one_that_stays_so_keeps_the_event_waiting() throws Exception {
    add("a.b");
    busy = 2;
    assertThat(outbox.flush()).isEqualTo(1);
    add("a.c");
    busy = 3;
    assertThat(outbox.flush()).isZero();
    assertThat(outbox.flush()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void one_that_never_passes_is_set_aside_with_its_reason(int refusal) throws Exception {
    add("no type");
    status = refusal;
    assertThat(outbox.flush()).isZero();
    status = 202;
    add("a.b");
    assertThat(outbox.flush()).isEqualTo(1);
    assertThatThrownBy(
            () -> {
              status = 422;
              client.publish(OutgoingEvent.of("no type", "{}"));
            })
        .isInstanceOf(PublishException.class)
        .hasMessage("The type is none.");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 301, 308, 401, 402, 403, 404, 405, 408, 409, 415, 425, 429, 500})
  void what_is_no_fault_of_the_event_keeps_it_waiting(int refusal) throws Exception {
    add("a.b");
    add("a.c");
    status = refusal;
    assertThat(outbox.flush()).isZero();
    status = 202;
    assertThat(outbox.flush()).isEqualTo(2);
  }

  @Test
  void a_base_that_leads_elsewhere_is_named_with_where_it_leads() throws Exception {
    status = 308;
    assertThatThrownBy(() -> client.publish(OutgoingEvent.of("a.b", "{}")))
        .hasMessage(
            "the answer was 308, on to https://gate.example/api/v1/tenants/acme/events: is the base"
                + " right?");
    assertThat(asked).as("a key is not carried after a redirect").isEqualTo(1);
  }

  @Test
  void a_key_that_is_refused_is_not_tried_again_at_once() throws Exception {
    status = 401;
    assertThatThrownBy(() -> client.publish(OutgoingEvent.of("a.b", "{}")))
        .isInstanceOf(PublishException.class);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void one_that_was_set_aside_waits_again_once_its_refusal_is_emptied() throws Exception {
    add("a.b");
    status = 422;
    assertThat(outbox.flush()).isZero();
    status = 202;
    assertThat(outbox.flush()).isZero();
    try (Connection connection = database.getConnection()) {
      connection.createStatement().execute("update postern_outbox set refusal = null");
    }
    assertThat(outbox.flush()).isEqualTo(1);
  }

  @Test
  void all_that_an_event_may_say_is_said_after_its_way_through_the_table() throws Exception {
    try (Connection connection = database.getConnection()) {
      Outbox.add(
          connection,
          OutgoingEvent.of("a.b", "{}")
              .withId("one")
              .at(Instant.parse("2026-11-22T10:00:00.5Z"))
              .on("eu")
              .orderedBy("order-1"));
    }
    assertThat(outbox.flush()).isEqualTo(1);
    assertThat(taken)
        .containsExactly(
            "{\"id\":\"one\",\"type\":\"a.b\",\"timestamp\":\"2026-11-22T10:00:00.500Z\","
                + "\"channel\":\"eu\",\"ordering_key\":\"order-1\",\"data\":{}}");
  }

  private void add(String type) throws Exception {
    try (Connection connection = database.getConnection()) {
      Outbox.add(connection, OutgoingEvent.of(type, "{}"));
    }
  }
}
