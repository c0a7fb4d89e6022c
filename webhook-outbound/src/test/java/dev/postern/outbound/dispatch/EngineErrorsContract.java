package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.claim.DeliveryQueue;
import dev.postern.outbound.endpoint.store.EndpointRow;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Errors of the machine, such as a class that could not be read while there were too many open
 * files: a node goes on claiming and storing afterwards, and keeps no lease for nobody.
 */
abstract class EngineErrorsContract {
  private static final int DELIVERIES = 6;
  private final Receiver receiver = new Receiver();
  private final AtomicInteger errors = new AtomicInteger();
  private volatile String hit = "";
  private TestDatabase database;
  private QueueFixture rows;
  private EngineRig engine;

  abstract TestDatabase open(String[] modules, Class<?>... entities);

  @BeforeEach
  void openEngine() {
    database = open(new String[] {"core", "outbound"}, EndpointRow.class);
    rows = new QueueFixture(database.database());
    engine =
        new EngineRig(
            database,
            this::failing,
            Map.of(
                "postern.delivery.poll", "50ms",
                "postern.delivery.lease", "2s",
                "postern.egress.allow", "127.0.0.0/8,127.0.0.0/8:" + receiver.port(),
                "postern.egress.require.https", "false"));
  }

  @AfterEach
  void close() {
    receiver.close();
    engine.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"claim", "claimPaced", "renew", "settle"})
  void the_loops_go_on(String step) {
    EndpointId endpoint = rows.endpoint(receiver.url(), step.equals("claimPaced") ? 50 : null);
    hit = step;
    errors.set(3);
    receiver.after(step.equals("renew") ? Duration.ofSeconds(3) : Duration.ZERO);
    List<DeliveryId> deliveries = deliveries(endpoint);
    engine.start();

    delivered(deliveries);
    assertThat(errors).as("all of them happened").hasValue(0);
  }

  @Test
  void what_an_error_keeps_from_being_sent_is_sent_when_its_lease_is_over() {
    List<DeliveryId> deliveries =
        deliveries(rows.endpoint("http://hooks.example.com:" + receiver.port() + "/", null));
    engine.errors.set(4);
    engine.start();

    delivered(deliveries);
    assertThat(engine.errors).hasValue(0);
    assertThat(receiver.received()).as("each once").hasSize(DELIVERIES);
  }

  @Test
  void a_name_that_the_node_did_not_get_round_to_is_no_attempt_and_no_failure() {
    EndpointId endpoint = rows.endpoint("http://hooks.example.com:" + receiver.port() + "/", null);
    List<DeliveryId> deliveries = deliveries(endpoint);
    engine.busy.set(30);
    assertThat(engine.testSend.send(QueueFixture.TENANT, endpoint, "invoice.paid").detail())
        .as("a person is told")
        .contains("too busy");
    engine.start();

    delivered(deliveries);
    assertThat(engine.busy).hasValue(0);
    assertThat(deliveries).allSatisfy(each -> assertThat(rows.attempts(each)).isEqualTo(1));
    assertThat(receiver.received()).as("each once").hasSize(DELIVERIES);
  }

  @Test
  void an_error_while_an_error_is_told_keeps_no_lease_either() {
    List<DeliveryId> deliveries =
        deliveries(rows.endpoint("http://hooks.example.com:" + receiver.port() + "/", null));
    Logger told = Logger.getLogger(Courier.class.getName());
    Handler broken = new BrokenHandler();
    told.addHandler(broken);
    try {
      engine.errors.set(4);
      engine.start();

      delivered(deliveries);
    } finally {
      told.removeHandler(broken);
    }
    assertThat(receiver.received()).as("each once").hasSize(DELIVERIES);
  }

  /** A log that can take nothing. */
  private static final class BrokenHandler extends Handler {
    @Override
    public void publish(LogRecord line) {
      throw new ClassFormatError("Could not read a class.");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private List<DeliveryId> deliveries(EndpointId endpoint) {
    return IntStream.range(0, DELIVERIES).mapToObj(i -> rows.delivery(endpoint)).toList();
  }

  private void delivered(List<DeliveryId> deliveries) {
    for (DeliveryId delivery : deliveries) {
      await()
          .dontCatchUncaughtExceptions()
          .atMost(Duration.ofSeconds(40))
          .until(() -> rows.state(delivery).status().equals("DELIVERED"));
    }
  }

  /** The queue, one of whose steps fails a few times before it does anything. */
  private DeliveryQueue failing(DeliveryQueue queue) {
    return (DeliveryQueue)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DeliveryQueue.class},
            (self, method, arguments) -> {
              if (method.getName().equals(hit)
                  && errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new ClassFormatError("Could not read a class.");
              }
              try {
                return method.invoke(queue, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  static final class H2Test extends EngineErrorsContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.h2(modules, entities);
    }
  }

  static final class PostgresTest extends EngineErrorsContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.postgres(modules, entities);
    }
  }
}
