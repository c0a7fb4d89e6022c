package dev.postern.outbound.endpoint;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.vault.Secrets;
import dev.postern.outbound.endpoint.store.PublicKeyStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public keys of everything that is signed with ed25519, as RFC 8037 writes them, at most eight
 * seconds old: anybody may ask, so it is not for each of them that the store is. Thread-safe.
 */
@Service
public class VerificationKeys {
  private static final int RAW = 32;
  private static final Duration MAX_AGE = Duration.ofSeconds(4);

  private final PublicKeyStore store;
  private final Function<UUID, SecretRing> rings;
  private final Consumer<Set<UUID>> ready;
  private final InstantSource time;
  private final LoadingCache<Scope, Map<EndpointId, List<PublicKeyStore.PublicKey>>> published =
      cache(1, all -> published());
  private final LoadingCache<Scope, JwkSet> all = cache(1, scope -> liveOfAll());
  private final LoadingCache<EndpointId, JwkSet> each = cache(10_000, this::liveOfOne);

  private enum Scope {
    ALL
  }

  @Inject
  VerificationKeys(PublicKeyStore store, Secrets secrets, InstantSource time) {
    this(
        store,
        owner -> secrets.known(owner).orElseGet(() -> secrets.ring(owner)),
        secrets::ready,
        time);
  }

  public VerificationKeys(
      PublicKeyStore store, Function<UUID, SecretRing> rings, InstantSource time) {
    this(store, rings, owners -> {}, time);
  }

  private VerificationKeys(
      PublicKeyStore store,
      Function<UUID, SecretRing> rings,
      Consumer<Set<UUID>> ready,
      InstantSource time) {
    this.store = store;
    this.rings = rings;
    this.ready = ready;
    this.time = time;
  }

  /**
   * @param kid the secret version's id, as the endpoint's list of secrets has it
   * @param x the 32 bytes, base64url
   */
  public record Jwk(String kty, String crv, String alg, String use, String kid, String x) {}

  /** RFC 7517 section 5. */
  public record JwkSet(List<Jwk> keys) {
    public static JwkSet empty() {
      return new JwkSet(List.of());
    }

    /** Only the one of that name. */
    public JwkSet named(String kid) {
      return new JwkSet(keys.stream().filter(key -> key.kid().equals(kid)).toList());
    }
  }

  /** Of all endpoints, whosever they are: no single receiver is to trust all of these. */
  public JwkSet live() {
    return all.get(Scope.ALL);
  }

  /** Those that this endpoint signs with, and no others: what its receiver checks with. */
  public JwkSet live(EndpointId endpoint) {
    // Ids that somebody made up take no place.
    return published.get(Scope.ALL).containsKey(endpoint) ? each.get(endpoint) : JwkSet.empty();
  }

  private Map<EndpointId, List<PublicKeyStore.PublicKey>> published() {
    return store.all().stream()
        .collect(
            Collectors.groupingBy(
                PublicKeyStore.PublicKey::endpoint, LinkedHashMap::new, Collectors.toList()));
  }

  private JwkSet liveOfAll() {
    Map<EndpointId, List<PublicKeyStore.PublicKey>> keys = published.get(Scope.ALL);
    ready.accept(keys.keySet().stream().map(EndpointId::uuid).collect(Collectors.toSet()));
    return new JwkSet(keys.keySet().stream().flatMap(endpoint -> liveOf(endpoint, keys)).toList());
  }

  private JwkSet liveOfOne(EndpointId endpoint) {
    return new JwkSet(liveOf(endpoint, published.get(Scope.ALL)).toList());
  }

  private Stream<Jwk> liveOf(
      EndpointId endpoint, Map<EndpointId, List<PublicKeyStore.PublicKey>> keys) {
    Set<String> live =
        rings.apply(endpoint.uuid()).liveAt(time.instant()).stream()
            .map(SecretVersion::id)
            .collect(Collectors.toSet());
    return keys.getOrDefault(endpoint, List.of()).stream()
        .filter(key -> live.contains(key.secret().toString()))
        .map(VerificationKeys::jwk);
  }

  private static <K, V> LoadingCache<K, V> cache(int most, CacheLoader<K, V> loader) {
    return Caffeine.newBuilder().maximumSize(most).expireAfterWrite(MAX_AGE).build(loader);
  }

  private static Jwk jwk(PublicKeyStore.PublicKey key) {
    byte[] bytes = Base64.getDecoder().decode(key.text().substring("whpk_".length()));
    byte[] raw = java.util.Arrays.copyOfRange(bytes, bytes.length - RAW, bytes.length);
    return new Jwk(
        "OKP",
        "Ed25519",
        "EdDSA",
        "sig",
        key.secret().toString(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
  }
}
