package dev.postern.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers as a node does; the node itself is in the tests of the WAR. */
class OutboxTest {
  private final JdbcDataSource database = new JdbcDataSource();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private volatile int status = 202;
  private volatile int busy;
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
          int answer = busy-- > 0 ? 503 : status;
          byte[] out =
              (answer == 202
                      ? "{\"id\":\"evt_01\",\"status\":\"accepted\",\"deliveries\":1}"
                      : "{\"detail\":\"The type is none.\"}")
                  .getBytes(StandardCharsets.UTF_8);
          if (answer == 202) {
            taken.add(body);
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

  @Test
  void one_that_never_passes_is_set_aside_with_its_reason() throws Exception {
    add("no type");
    status = 422;
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

  private void add(String type) throws Exception {
    try (Connection connection = database.getConnection()) {
      Outbox.add(connection, OutgoingEvent.of(type, "{}"));
    }
  }
}
