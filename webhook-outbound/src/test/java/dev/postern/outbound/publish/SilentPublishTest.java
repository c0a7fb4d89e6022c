package dev.postern.outbound.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.store.Outage;
import dev.postern.core.store.Patience;
import dev.postern.core.store.SharedPostgres;
import dev.postern.core.store.SilencingProxy;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.TestEndpoints;
import dev.postern.outbound.ledger.DeliveryFeed;
import dev.postern.outbound.subscription.SubscriptionSettings;
import dev.postern.outbound.subscription.TestSubscriptions;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that says nothing any more, asked by a publisher: through JDBC and JPA alike. */
class SilentPublishTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private SilencingProxy proxy;
  private OutboundTables tables;
  private Publisher publisher;

  @BeforeEach
  void open() throws Exception {
    proxy = new SilencingProxy(SharedPostgres.server().getPort());
    tables = OutboundTables.postgresBehind(proxy.port());
    TestSubscriptions subscriptions = new TestSubscriptions(tables);
    publisher = TestPublisher.over(tables, subscriptions.routes, new DeliveryFeed());
    var unused =
        subscriptions.door.create(
            OutboundTables.ACME,
            SubscriptionSettings.to(
                TestEndpoints.over(tables, subscriptions.door)
                    .create(
                        OutboundTables.ACME,
                        EndpointSettings.at("https://receiver.example/hook"),
                        null)
                    .endpoint()
                    .id(),
                "*"));
  }

  @AfterEach
  void close() {
    proxy.silence(false);
    threads.shutdownNow();
    proxy.close();
    tables.close();
  }

  @Test
  void publisher_is_told_in_time_that_the_store_is_away() throws Exception {
    assertThat(inTime(this::publish)).isInstanceOf(Publication.Accepted.class);

    proxy.silence(true);

    assertThatThrownBy(() -> inTime(this::publish)).matches(Outage::isBehind, "is an outage");
  }

  private Publication publish() {
    return Patience.within(
        Duration.ofSeconds(1),
        () ->
            publisher.publish(
                OutboundTables.ACME, EventDraft.of("a.b", PublisherContract.json("{}"))));
  }

  private <T> T inTime(Callable<T> work) throws Exception {
    return threads.submit(work).get(15, TimeUnit.SECONDS);
  }
}
