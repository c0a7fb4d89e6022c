package dev.postern.outbound.send;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

/** The TLS of each profile, made once: reading keys costs more than many requests. Thread-safe. */
final class TlsChoice {
  private final Tls standard;
  private final LoadingCache<TlsProfile, Tls> special;

  TlsChoice(Tls standard) {
    this.standard = standard;
    special = Caffeine.newBuilder().maximumSize(1_000).build(TlsChoice.this::make);
  }

  /**
   * @throws IllegalArgumentException when what was stored cannot be used any more
   */
  Tls of(TlsProfile profile) {
    return profile.equals(TlsProfile.RUNTIME) ? standard : special.get(profile);
  }

  private Tls make(TlsProfile profile) {
    // With nothing but pins, trust and identity stay the node's.
    return profile.authorities() == null && profile.certificates() == null
        ? standard.pinnedTo(profile.pins())
        : Tls.of(profile);
  }
}
