package dev.postern.core.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.core.secret.SecretRing;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rings and when the reading of each began, by the monotonic clock: what was read after a change's
 * commit knows of it, however long the reading took. Thread-safe.
 */
final class RingCache {
  private static final Duration KEPT = Duration.ofSeconds(1);

  private final Cache<UUID, Held> rings =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(KEPT).build();
  private final Reading reading;

  private record Held(SecretRing ring, RingMoment readAt) {
    boolean since(RingMoment moment) {
      return !moment.isAfter(readAt);
    }

    static Held later(Held one, Held other) {
      return one.since(other.readAt) ? one : other;
    }
  }

  /** Reads the rings of all these owners from the store; one may be empty. */
  @FunctionalInterface
  interface Reading {
    /**
     * @param known as they were last, for what need not be opened again
     */
    Map<UUID, SecretRing> read(Set<UUID> owners, Map<UUID, SecretRing> known);
  }

  RingCache(Reading reading) {
    this.reading = reading;
  }

  /** The ring if it was read within a second. */
  Optional<SecretRing> known(UUID owner) {
    return known(owner, RingMoment.ago(KEPT));
  }

  Optional<SecretRing> known(UUID owner, RingMoment since) {
    return Optional.ofNullable(rings.getIfPresent(owner))
        .filter(held -> held.since(since))
        .map(Held::ring);
  }

  /** Who asks for the same at once waits for one reading. */
  SecretRing recent(UUID owner) {
    RingMoment since = RingMoment.recent();
    return known(owner, since).orElseGet(() -> readSince(owner, since));
  }

  /** Those that are not recent, or soon will not be, are read together. */
  void ready(Set<UUID> owners) {
    RingMoment at = RingMoment.now();
    RingMoment since = RingMoment.ago(RingMoment.RECENT.dividedBy(2));
    Map<UUID, SecretRing> known = new HashMap<>();
    Set<UUID> wanted = new HashSet<>();
    Map<UUID, Held> present = rings.getAllPresent(owners);
    for (UUID owner : owners) {
      Held held = present.get(owner);
      if (held == null || !held.since(since)) {
        wanted.add(owner);
      }
      if (held != null) {
        known.put(owner, held.ring());
      }
    }
    if (!wanted.isEmpty()) {
      reading
          .read(wanted, known)
          .forEach((owner, ring) -> {
            Held unused = rings.asMap().merge(owner, new Held(ring, at), Held::later);
          });
    }
  }

  /** Returns when no node decides by what it had read before the call. */
  static void outlive() {
    try {
      Thread.sleep(RingMoment.RECENT);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  void forget(UUID owner) {
    rings.invalidate(owner);
  }

  private SecretRing readSince(UUID owner, RingMoment since) {
    return rings
        .asMap()
        .compute(owner, (key, held) -> held != null && held.since(since) ? held : read(key, held))
        .ring();
  }

  private Held read(UUID owner, @Nullable Held held) {
    RingMoment at = RingMoment.now();
    Map<UUID, SecretRing> known = held == null ? Map.of() : Map.of(owner, held.ring());
    return new Held(Objects.requireNonNull(reading.read(Set.of(owner), known).get(owner)), at);
  }
}
