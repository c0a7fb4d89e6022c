package dev.postern.core.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How old a ring is, is told from when its reading began. */
class RingCacheTest {
  private static final UUID OWNER = new UUID(1, 1);
  private static final SecretRing BEFORE = ring("before");
  private static final SecretRing AFTER = ring("after");

  private volatile SecretRing stored = BEFORE;
  private final AtomicInteger readings = new AtomicInteger();
  private final RingCache cache = new RingCache((owners, known) -> read(owners));

  @Test
  void what_is_recent_is_not_read_again() {
    for (int i = 0; i < 1_000; i++) {
      cache.ready(Set.of(OWNER));
      assertThat(cache.recent(OWNER)).isSameAs(BEFORE);
    }
    assertThat(readings.get()).as("a flood costs a few readings a second").isLessThan(20);
    stored = AFTER;
    RingCache.outlive();

    assertThat(cache.known(OWNER, RingMoment.recent())).isEmpty();
    assertThat(cache.known(OWNER)).as("for who looks again").containsSame(BEFORE);
    assertThat(cache.recent(OWNER)).isSameAs(AFTER);
  }

  @Test
  void what_was_read_slowly_does_not_replace_what_was_read_since() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    RingCache slow =
        new RingCache((owners, known) -> {
          Map<UUID, SecretRing> read = read(owners);
          if (begun.getCount() > 0) {
            begun.countDown();
            await(go);
          }
          return read;
        });
    CompletableFuture<Void> batch = CompletableFuture.runAsync(() -> slow.ready(Set.of(OWNER)));
    await(begun);
    stored = AFTER;
    assertThat(slow.recent(OWNER)).isSameAs(AFTER);
    go.countDown();
    batch.get(10, TimeUnit.SECONDS);
    assertThat(slow.known(OWNER)).as("the older does not replace the newer").containsSame(AFTER);
  }

  @Test
  void what_took_longer_to_read_than_it_is_recent_is_read_again() {
    RingCache late =
        new RingCache((owners, known) -> {
          Map<UUID, SecretRing> read = read(owners);
          if (readings.get() == 1) {
            RingCache.outlive();
          }
          return read;
        });
    late.ready(Set.of(OWNER));
    stored = AFTER;
    assertThat(late.recent(OWNER)).as("it came just now, but of long ago").isSameAs(AFTER);
  }

  private Map<UUID, SecretRing> read(Set<UUID> owners) {
    readings.incrementAndGet();
    SecretRing now = stored;
    return owners.stream().collect(Collectors.toMap(owner -> owner, owner -> now));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static SecretRing ring(String id) {
    return new SecretRing(List.of(new SecretVersion(id, SecretText.of(id), Instant.EPOCH, null)));
  }
}
