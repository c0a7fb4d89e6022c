package dev.postern.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.store.SharedPostgres;
import dev.postern.core.store.SilencingProxy;
import dev.postern.core.store.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that is silent is told of as one that is gone. */
final class SilentStoreTest extends AlertsWired {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SilencingProxy proxy;

  SilentStoreTest() throws IOException {
    proxy = new SilencingProxy(SharedPostgres.server().getPort());
  }

  @Override
  TestDatabase open() {
    return TestDatabase.postgresBehind(proxy.port(), new String[] {"core"});
  }

  @AfterEach
  void speak() {
    threads.shutdownNow();
    proxy.silence(false);
    proxy.close();
  }

  @Test
  void channels_hear_of_it() throws Exception {
    create(null, AlertKind.PAGERDUTY, ROUTING_KEY);
    look();
    proxy.silence(true);

    look();
    look();
    now = now.plus(StoreWatch.TOLD_AFTER).plus(Duration.ofSeconds(1));
    look();

    assertThat(taken("/v2/enqueue").json().path("dedup_key").asText())
        .isEqualTo("platform|store.unavailable");
  }

  private void look() throws Exception {
    var unused = threads.submit(watch::look).get(20, TimeUnit.SECONDS);
  }
}
