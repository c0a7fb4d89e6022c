package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.World;
import dev.postern.ingest.commit.BatchWriter;
import dev.postern.ingest.commit.GroupCommit;
import dev.postern.ingest.store.ReceivedStoreProducer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When the writers cannot keep up. */
class FullHouseTest extends AtTheDoor {
  /** Writers that begin when the test says so. */
  private static final class Held extends AbstractExecutorService {
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    void runAll() {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }

    @Override
    public void shutdown() {
      tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
      return new ArrayList<>(tasks);
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }

  @Test
  void a_full_queue_is_503_at_once_and_forgets_nobody_who_waits() throws Exception {
    world.close();
    world = World.h2("postern.ingest.queue.rows", "1");
    Held writers = new Held();
    GroupCommit commit =
        new GroupCommit(
            new BatchWriter(
                ReceivedStoreProducer.of(world.database.database()), world.database.transactions()),
            writers,
            world.config.commit(),
            1);
    reception = Receptions.over(world, counters, commit);
    Provider stripe = stripe(settings -> settings);
    Provider.Posted first = stripe.signed("{\"id\":\"first\"}", world.now.get());
    CompletableFuture<ProviderAnswer> waiting =
        CompletableFuture.supplyAsync(() -> stripe.post(first), world.executor);
    await().until(() -> !writers.tasks.isEmpty());

    ProviderAnswer refused = stripe.post(stripe.signed("{\"id\":\"late\"}", world.now.get()));

    assertThat(refused.status()).isEqualTo(503);
    assertThat(code(refused)).isEqualTo("unavailable");
    assertThat(refused.headers().first("Retry-After")).contains("5");
    assertThat(counters.snapshot()).containsEntry("unavailable", 1L);
    assertThat(world.rows("received")).isZero();

    writers.runAll();
    assertThat(waiting.get(5, TimeUnit.SECONDS).status()).isEqualTo(200);
    assertThat(world.rows("received")).isOne();
  }
}
