package dev.postern.ingest.source;

import static dev.postern.ingest.store.Webhooks.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.vault.SealedValues;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.World;
import dev.postern.ingest.source.store.TokensSealed;
import dev.postern.ingest.store.Receipt;
import dev.postern.ingest.store.ReceivedStore;
import dev.postern.ingest.store.ReceivedStoreProducer;
import dev.postern.ingest.store.SourceGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A source that several nodes take in for without a pause: at every moment somebody holds it. Only
 * PostgreSQL lets several hold it at once.
 */
class BusySourceTest {
  private static final int WRITERS = 6;
  private static final Duration COMMIT = Duration.ofMillis(30);

  private final World world = World.pooled(WRITERS + 2);
  private final ReceivedStore store = ReceivedStoreProducer.of(world.database.database());
  private final AtomicBoolean busy = new AtomicBoolean(true);
  private final AtomicInteger taken = new AtomicInteger();
  private final List<Future<?>> writers = new ArrayList<>();
  private Source source;

  @BeforeEach
  void keepBusy() throws Exception {
    source = world.source("stripe", "whsec_secret");
    for (int i = 0; i < WRITERS; i++) {
      writers.add(world.executor.submit(this::write));
      TimeUnit.MILLISECONDS.sleep(COMMIT.toMillis() / WRITERS);
    }
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_change_of_a_busy_source_is_not_put_off_for_ever() throws Exception {
    Future<Source> change =
        world.executor.submit(() -> world.sources.update(World.TENANT, source.id(), this::renamed));

    assertThat(change.get(5, TimeUnit.SECONDS).name()).isEqualTo("Renamed");
    nothingWasLost();
  }

  @Test
  void its_token_is_sealed_anew_all_the_same_and_is_what_it_was() throws Exception {
    SealedValues tokens =
        TokensSealed.of(
            world.database.database(),
            world.database.transactions(),
            new SourceGate(world.database.database()));

    Future<SealedValues.Sealed> sealing = world.executor.submit(() -> times(20, tokens));

    assertThat(sealing.get(5, TimeUnit.SECONDS)).isEqualTo(new SealedValues.Sealed(20, 0));
    assertThat(world.sources.find(World.TENANT, source.id())).contains(source);
    nothingWasLost();
  }

  private SealedValues.Sealed times(int times, SealedValues values) {
    SealedValues.Sealed done = SealedValues.Sealed.NONE;
    for (int i = 0; i < times; i++) {
      done = done.plus(values.sealAnew(world.secrets.vault()));
    }
    return done;
  }

  private void nothingWasLost() throws Exception {
    busy.set(false);
    for (Future<?> writer : writers) {
      writer.get(5, TimeUnit.SECONDS);
    }
    assertThat(world.rows("received")).isEqualTo(taken.get()).isGreaterThan(WRITERS);
  }

  private Boolean write() {
    while (busy.get()) {
      List<Receipt> receipts =
          world
              .database
              .transactions()
              .required(() -> {
                String id = "e" + taken.incrementAndGet();
                List<Receipt> done =
                    store.take(List.of(webhook(world, source.id(), id, "{}", false)));
                pause();
                return done;
              });
      assertThat(receipts).hasOnlyElementsOfType(Receipt.Stored.class);
    }
    return true;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(COMMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SourceEdit renamed(SourceEdit now) {
    return new SourceEdit("Renamed", now.provider(), now.enabled(), now.settings());
  }
}
