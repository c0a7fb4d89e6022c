package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.store.SharedPostgres;
import dev.postern.core.store.SilencingProxy;
import dev.postern.core.store.StoreException;
import dev.postern.ingest.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that says nothing any more, although its connections stand. */
class SilentDatabaseTest {
  private static final String SECRET = "whsec_of_a_shop";
  private static final Duration LONGEST = Duration.ofSeconds(12);

  private SilencingProxy proxy;
  private World world;
  private Provider stripe;

  @BeforeEach
  void open() throws Exception {
    proxy = new SilencingProxy(SharedPostgres.server().getPort());
    world = World.behind(proxy.port(), "postern.ingest.commit.timeout", "2s");
    Reception reception = Receptions.over(world, new InboundCounters(List.of()));
    stripe = new Provider(reception, world.source("stripe", SECRET), SECRET);
  }

  @AfterEach
  void close() {
    proxy.silence(false);
    world.close();
    proxy.close();
  }

  @Test
  void every_request_is_told_to_come_again_in_time_and_the_node_recovers_by_itself()
      throws Exception {
    assertThat(post(0).status()).isEqualTo(200);
    proxy.silence(true);
    expireWhatIsKnown();

    List<Future<ProviderAnswer>> asked = new ArrayList<>();
    Instant start = Instant.now();
    for (int i = 1; i <= 20; i++) {
      int event = i;
      asked.add(world.executor.submit(() -> post(event)));
    }
    for (Future<ProviderAnswer> each : asked) {
      ProviderAnswer answer = each.get(1, TimeUnit.MINUTES);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.headers().first("Retry-After")).isPresent();
    }
    assertThat(Duration.between(start, Instant.now())).isLessThan(LONGEST);

    proxy.silence(false);
    await().atMost(Duration.ofSeconds(20)).until(() -> post(1).status() == 200);
  }

  @Test
  void a_commit_whose_answer_is_lost_holds_up_nobody_once_the_database_is_back() throws Exception {
    assertThat(post(0).status()).isEqualTo(200);
    proxy.silence(true);

    // Source and secret are still known: it comes as far as the commit.
    assertThat(post(1).status()).isEqualTo(503);

    proxy.silence(false);
    await().atMost(Duration.ofSeconds(45)).until(() -> post(1).status() == 200);
    // The pool may hand out another connection that the silence has ended.
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(StoreException.class)
        .untilAsserted(() -> assertThat(world.rows("received")).isEqualTo(2));
  }

  private static void expireWhatIsKnown() throws InterruptedException {
    // Sources and rings are remembered for a second.
    Thread.sleep(1_100);
  }

  private ProviderAnswer post(int event) {
    String body = "{\"id\":\"evt_" + event + "\",\"type\":\"invoice.paid\"}";
    return stripe.post(stripe.signed(body, world.now.get()));
  }
}
