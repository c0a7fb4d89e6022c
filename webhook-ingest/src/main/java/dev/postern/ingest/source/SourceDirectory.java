package dev.postern.ingest.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.core.Service;
import dev.postern.core.signature.CertificateSource;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.core.store.SharedLoads;
import dev.postern.core.store.StoreException;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.network.Networks;
import dev.postern.ingest.network.PublishedRanges;
import dev.postern.ingest.source.store.TokenIndex;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sources by token, remembered for a second at most, the unknown ones as well: an unknown and a
 * disabled token cost the same. Thread-safe.
 */
@Service
public class SourceDirectory {
  private final TokenIndex index;
  private final CertificateSource certificates;

  private final SharedLoads<SourceToken, Optional<LiveSource>> loads;
  private final AtomicLong changes = new AtomicLong();
  private final Cache<SourceToken, Optional<LiveSource>> cache =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofSeconds(1)).build();

  @Inject
  public SourceDirectory(
      TokenIndex index, CertificateSource certificates, ExecutorService executor) {
    this.index = index;
    this.certificates = certificates;
    this.loads = new SharedLoads<>(executor, TokenIndex.PATIENCE);
  }

  /**
   * Also a disabled one: whoever asks must tell no difference.
   *
   * @throws StoreException when the store gives no answer in time
   */
  public Optional<LiveSource> find(SourceToken token) {
    Optional<LiveSource> known = cache.getIfPresent(token);
    return known == null ? loads.get(token, () -> load(token)) : known;
  }

  /** After a change on this node; others see it within the second. */
  void forget() {
    long unused = changes.incrementAndGet();
    loads.forget();
    cache.invalidateAll();
  }

  private Optional<LiveSource> load(SourceToken token) {
    long before = changes.get();
    Optional<LiveSource> loaded = index.find(token.hash()).flatMap(this::live);
    // What was read before a change must not outlive it.
    if (changes.get() == before) {
      cache.put(token, loaded);
    }
    return loaded;
  }

  private Optional<LiveSource> live(StoredSource stored) {
    SourceSettings settings = stored.edit().settings();
    // A provider that this version does not know cannot be verified: as good as unknown.
    return SignatureSchemes.forProvider(stored.edit().provider())
        .map(scheme ->
            new LiveSource(
                stored.id(),
                stored.tenant(),
                stored.edit().enabled(),
                scheme,
                new VerificationSettings(
                    settings.replayWindow(scheme),
                    settings.providerConfig().getOrDefault("public_url", ""),
                    settings.providerConfig(),
                    settings.customScheme(),
                    certificates,
                    NearExpiry.of(stored.id(), settings.replayWindow(scheme))),
                Networks.parse(PublishedRanges.expanded(settings.allowedCidrs())),
                settings,
                PayloadSchema.of(settings)));
  }
}
