package dev.postern.outbound.endpoint;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.store.Patience;
import dev.postern.core.store.StoreException;
import dev.postern.core.vault.RingMoment;
import dev.postern.outbound.endpoint.store.PublicKeyStore;
import dev.postern.outbound.endpoint.store.PublicKeyStore.PublicKey;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of everything that is signed with ed25519, as RFC 8037 writes them. Thread-safe.
 *
 * <p>Whether one is live is decided by the clock at every answer, by what was read no longer ago
 * than a rotation or an expiry takes to return: what is over is told nobody. Anybody may ask, so
 * all are read in one statement, four times a second at most, whoever asks for what.
 */
@Service
public class VerificationKeys {
  private static final int RAW = 32;

  /** How long an answer may be kept in which nothing ends sooner. */
  private static final Duration MAX_AGE = Duration.ofSeconds(60);

  /** For a turn, and for a database that says nothing: anybody's requests wait here. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** By how much more than they should clocks may differ. */
  private static final Duration LATE = Duration.ofMinutes(1);

  private final PublicKeyStore store;
  private final InstantSource time;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Known last;
  private volatile @Nullable RingMoment failed;

  private record Key(Jwk jwk, @Nullable Instant expiresAt) {
    boolean liveAt(Instant now) {
      return expiresAt == null || now.isBefore(expiresAt);
    }
  }

  private record Known(Map<EndpointId, List<Key>> keys, RingMoment readAt) {}

  @Inject
  public VerificationKeys(PublicKeyStore store, InstantSource time) {
    this.store = store;
    this.time = time;
  }

  /**
   * @param kid the secret version's id, as the endpoint's list of secrets has it
   * @param x the 32 bytes, base64url
   */
  public record Jwk(String kty, String crv, String alg, String use, String kid, String x) {}

  /**
   * RFC 7517 section 5.
   *
   * @param fresh how long it may be kept: until the first of these keys ends, a minute at most
   */
  public record JwkSet(List<Jwk> keys, Duration fresh) {
    public static JwkSet empty() {
      return new JwkSet(List.of(), MAX_AGE);
    }

    /** Only the one of that name. */
    public JwkSet named(String kid) {
      return new JwkSet(keys.stream().filter(key -> key.kid().equals(kid)).toList(), fresh);
    }
  }

  /**
   * Of all endpoints, whosever they are: no single receiver is to trust all of these.
   *
   * @throws StoreException when the store gives no answer in time
   */
  public JwkSet live() {
    return live(known().values().stream().flatMap(List::stream).toList());
  }

  /**
   * Those that this endpoint signs with, and no others: what its receiver checks with.
   *
   * @throws StoreException when the store gives no answer in time
   */
  public JwkSet live(EndpointId endpoint) {
    return live(known().getOrDefault(endpoint, List.of()));
  }

  private JwkSet live(List<Key> keys) {
    Instant now = time.instant();
    List<Key> live = keys.stream().filter(key -> key.liveAt(now)).toList();
    Duration fresh =
        live.stream()
            .map(Key::expiresAt)
            .filter(Objects::nonNull)
            .map(end -> Duration.between(now, end))
            .reduce(MAX_AGE, (one, other) -> one.compareTo(other) < 0 ? one : other);
    return new JwkSet(live.stream().map(Key::jwk).toList(), fresh);
  }

  /** Who asks at once waits for one reading, and is told when it fails: nobody tries it again. */
  private Map<EndpointId, List<Key>> known() {
    RingMoment asked = RingMoment.now();
    RingMoment since = RingMoment.recent();
    Known known = last;
    if (known != null && !since.isAfter(known.readAt())) {
      return known.keys();
    }
    awaitTurn();
    try {
      known = last;
      if (known == null || since.isAfter(known.readAt())) {
        known = read(asked);
        last = known;
      }
      return known.keys();
    } finally {
      reading.unlock();
    }
  }

  private void awaitTurn() {
    try {
      if (!reading.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreException("others wait for the public keys", new TimeoutException());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while others read the public keys", stopping);
    }
  }

  private Known read(RingMoment asked) {
    RingMoment failure = failed;
    if (failure != null && failure.isAfter(asked)) {
      throw new StoreException("the public keys could not be read", new TimeoutException());
    }
    RingMoment at = RingMoment.now();
    Instant ended = time.instant().minus(LATE);
    try {
      return new Known(
          Patience.within(PATIENCE, () -> store.endingAfter(ended)).stream()
              .collect(
                  Collectors.groupingBy(
                      PublicKey::endpoint,
                      LinkedHashMap::new,
                      Collectors.mapping(VerificationKeys::key, Collectors.toList()))),
          at);
    } catch (StoreException away) {
      failed = RingMoment.now();
      throw away;
    }
  }

  private static Key key(PublicKey key) {
    byte[] bytes = Base64.getDecoder().decode(key.text().substring("whpk_".length()));
    byte[] raw = Arrays.copyOfRange(bytes, bytes.length - RAW, bytes.length);
    return new Key(
        new Jwk(
            "OKP",
            "Ed25519",
            "EdDSA",
            "sig",
            key.secret().toString(),
            Base64.getUrlEncoder().withoutPadding().encodeToString(raw)),
        key.expiresAt());
  }
}
