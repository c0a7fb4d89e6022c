package dev.postern.outbound.endpoint;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.vault.Secrets;
import dev.postern.outbound.endpoint.store.PublicKeyStore;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The public keys of everything that is signed with ed25519 at this moment, as RFC 8037 writes
 * them. Thread-safe.
 */
@Service
public class VerificationKeys {
  private static final int RAW = 32;

  private final PublicKeyStore store;
  private final Function<UUID, SecretRing> rings;
  private final InstantSource time;

  @Inject
  VerificationKeys(PublicKeyStore store, Secrets secrets, InstantSource time) {
    this(store, secrets::ring, time);
  }

  public VerificationKeys(
      PublicKeyStore store, Function<UUID, SecretRing> rings, InstantSource time) {
    this.store = store;
    this.rings = rings;
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
    return live(store.all());
  }

  /** Those that this endpoint signs with, and no others: what its receiver checks with. */
  public JwkSet live(EndpointId endpoint) {
    return live(store.of(endpoint));
  }

  private JwkSet live(List<PublicKeyStore.PublicKey> keys) {
    Map<EndpointId, Set<String>> known = new HashMap<>();
    return new JwkSet(
        keys.stream()
            .filter(key ->
                known
                    .computeIfAbsent(key.endpoint(), this::liveOf)
                    .contains(key.secret().toString()))
            .map(VerificationKeys::jwk)
            .toList());
  }

  private Set<String> liveOf(EndpointId endpoint) {
    return rings.apply(endpoint.uuid()).liveAt(time.instant()).stream()
        .map(SecretVersion::id)
        .collect(Collectors.toSet());
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
