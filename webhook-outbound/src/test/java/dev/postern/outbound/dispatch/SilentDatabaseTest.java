package dev.postern.outbound.dispatch;

import static org.awaitility.Awaitility.await;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.store.SharedPostgres;
import dev.postern.core.store.SilencingProxy;
import dev.postern.core.store.StoreException;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.claim.DeliveryQueue;
import dev.postern.outbound.endpoint.store.EndpointRow;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A PostgreSQL that goes silent in the middle of a step, with what it was asked lost, as when its
 * machine is replaced: connections stand, and no answer ever comes on them.
 */
class SilentDatabaseTest {
  private final Receiver receiver = new Receiver();
  private SilencingProxy proxy;
  private TestDatabase database;
  private QueueFixture rows;
  private EngineRig engine;
  private volatile String silentAt = "";

  @BeforeEach
  void open() throws Exception {
    proxy = new SilencingProxy(SharedPostgres.server().getPort());
    database =
        TestDatabase.postgresBehind(
            proxy.port(), new String[] {"core", "outbound"}, EndpointRow.class);
    openConnections();
    rows = new QueueFixture(database.database());
    engine =
        new EngineRig(
            database,
            this::silencing,
            Map.of(
                "postern.delivery.poll", "50ms",
                "postern.delivery.lease", "4s",
                "postern.delivery.drain", "1s",
                "postern.egress.allow", "127.0.0.0/8,127.0.0.0/8:" + receiver.port(),
                "postern.egress.require.https", "false"),
            Duration.ofSeconds(2));
  }

  @AfterEach
  void close() {
    proxy.silence(false);
    receiver.close();
    engine.close();
    proxy.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"claim", "claimPaced", "renew", "settle"})
  void delivery_goes_on_once_it_answers_again(String step) throws Exception {
    EndpointId endpoint = rows.endpoint(receiver.url(), step.equals("claimPaced") ? 50 : null);
    receiver.after(step.equals("renew") ? Duration.ofSeconds(3) : Duration.ZERO);
    DeliveryId first = rows.delivery(endpoint);
    silentAt = step;
    engine.start();

    await().atMost(Duration.ofSeconds(20)).until(() -> silentAt.isEmpty());
    // Longer than a pool waits for a connection: whoever asks now has been told.
    Thread.sleep(3_000);
    proxy.silence(false);

    await().atMost(Duration.ofSeconds(30)).until(() -> delivered(first));
    // The pool may still hold connections that the silence had ended.
    DeliveryId next =
        await()
            .ignoreExceptionsMatching(StoreException.class::isInstance)
            .until(() -> rows.delivery(endpoint), Objects::nonNull);
    await().atMost(Duration.ofSeconds(30)).until(() -> delivered(next));
  }

  /**
   * As many as the engine will use at once: the driver bounds a statement's silence, but not that
   * of a server that has begun to take a connection in.
   */
  private void openConnections() throws SQLException {
    List<Connection> pooled = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      pooled.add(database.source().getConnection());
    }
    for (Connection connection : pooled) {
      connection.close();
    }
  }

  private boolean delivered(DeliveryId delivery) {
    try {
      return rows.state(delivery).status().equals("DELIVERED");
    } catch (StoreException broken) {
      // A connection of the pool that the silence had ended.
      return false;
    }
  }

  /** The queue; just before one of its steps asks the database, that falls silent. */
  private DeliveryQueue silencing(DeliveryQueue queue) {
    return (DeliveryQueue)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DeliveryQueue.class},
            (self, method, arguments) -> {
              if (method.getName().equals(silentAt)) {
                proxy.silence(true);
                silentAt = "";
              }
              try {
                return method.invoke(queue, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
