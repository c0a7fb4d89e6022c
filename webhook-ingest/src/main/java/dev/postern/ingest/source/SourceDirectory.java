package dev.postern.ingest.source;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.postern.core.Service;
import dev.postern.core.signature.CertificateSource;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.network.Networks;
import dev.postern.ingest.network.PublishedRanges;
import dev.postern.ingest.source.store.TokenIndex;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Sources by token, remembered for a second at most, the unknown ones as well: an unknown and a
 * disabled token cost the same. Thread-safe.
 */
@Service
public class SourceDirectory {
  private final TokenIndex index;
  private final CertificateSource certificates;

  private final LoadingCache<SourceToken, Optional<LiveSource>> cache =
      Caffeine.newBuilder()
          .maximumSize(20_000)
          .expireAfterWrite(Duration.ofSeconds(1))
          .build(this::load);

  @Inject
  public SourceDirectory(TokenIndex index, CertificateSource certificates) {
    this.index = index;
    this.certificates = certificates;
  }

  /** Also a disabled one: whoever asks must tell no difference. */
  public Optional<LiveSource> find(SourceToken token) {
    return cache.get(token);
  }

  /** After a change on this node; others see it within the second. */
  void forget() {
    cache.invalidateAll();
  }

  private Optional<LiveSource> load(SourceToken token) {
    return index.find(token.hash()).flatMap(this::live);
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
                    certificates),
                Networks.parse(PublishedRanges.expanded(settings.allowedCidrs())),
                settings,
                PayloadSchema.of(settings)));
  }
}
