package dev.postern.adminui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.communication.PushConnectionFactory;
import java.lang.reflect.Proxy;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.atmosphere.cpr.AtmosphereResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PatientConnectionTest {
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch written = new CountDownLatch(1);

  @Test
  @Timeout(60)
  void leaving_a_page_does_not_wait_for_its_connection_to_close() throws Exception {
    try (ExecutorService executor = Executors.newCachedThreadPool()) {
      PatientConnection connection = new PatientConnection(new UI(), executor);
      connection.connect(closesSlowly());
      assertThat(connection.isConnected()).isTrue();

      connection.disconnect();

      assertThat(connection.isConnected()).isFalse();
      assertThat(closing.await(30, TimeUnit.SECONDS)).as("it is closed all the same").isTrue();
      written.countDown();
    }
  }

  @Test
  @Timeout(60)
  void a_connection_that_is_replaced_is_the_one_that_closes() throws Exception {
    try (ExecutorService executor = Executors.newCachedThreadPool()) {
      PatientConnection connection = new PatientConnection(new UI(), executor);
      connection.connect(closesSlowly());
      PatientConnectionTest page = new PatientConnectionTest();

      connection.connect(page.closesSlowly());

      assertThat(closing.await(30, TimeUnit.SECONDS)).isTrue();
      written.countDown();
      assertThat(connection.isConnected()).isTrue();
      assertThat(page.closing.getCount()).as("the new one stays").isOne();
    }
  }

  @Test
  void it_is_the_one_that_vaadin_takes() {
    assertThat(ServiceLoader.load(PushConnectionFactory.class))
        .singleElement()
        .isInstanceOf(PatientConnection.Factory.class);
  }

  private AtmosphereResource closesSlowly() {
    return (AtmosphereResource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {AtmosphereResource.class},
            (self, method, arguments) -> {
              if (method.getName().equals("close")) {
                closing.countDown();
                written.await();
              }
              return switch (method.getName()) {
                case "isResumed" -> false;
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> null;
              };
            });
  }
}
