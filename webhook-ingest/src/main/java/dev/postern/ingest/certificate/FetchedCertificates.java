package dev.postern.ingest.certificate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.postern.core.Service;
import dev.postern.core.signature.CertificateSource;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Certificates by URL, kept for an hour, a failure for half a minute, {@value #MAX_URLS} at most.
 * Anybody may make up URLs on a host that a scheme trusts: at most {@value #AT_ONCE} downloads run
 * at a time, and whoever comes while all are busy is refused. Thread-safe.
 */
@Service
public class FetchedCertificates implements CertificateSource {
  static final int MAX_URLS = 256;
  static final int AT_ONCE = 8;
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration FAILURE_KEPT = Duration.ofSeconds(30);
  private static final System.Logger LOG = System.getLogger(FetchedCertificates.class.getName());

  private final CertificateDownload download;
  private final Chains chains;
  private final InstantSource time;
  private final Semaphore slots = new Semaphore(AT_ONCE);
  private final Cache<URI, List<X509Certificate>> kept;

  @Inject
  public FetchedCertificates(CertificateDownload download, InstantSource time) {
    this(download, Chains.ofRuntime(), time, Ticker.systemTicker());
  }

  FetchedCertificates(
      CertificateDownload download, Chains chains, InstantSource time, Ticker ticker) {
    this.download = download;
    this.chains = chains;
    this.time = time;
    this.kept =
        Caffeine.newBuilder()
            .maximumSize(MAX_URLS)
            .ticker(ticker)
            .expireAfter(
                Expiry.<URI, List<X509Certificate>>writing(
                    (url, chain) -> chain.isEmpty() ? FAILURE_KEPT : KEPT))
            .build();
  }

  @Override
  public List<X509Certificate> fetch(URI url) {
    List<X509Certificate> known = kept.getIfPresent(url);
    if (known != null) {
      return known;
    }
    if (!slots.tryAcquire()) {
      LOG.log(System.Logger.Level.WARNING, "certificate_downloads_busy host={0}", url.getHost());
      return List.of();
    }
    try {
      List<X509Certificate> chain = trusted(url);
      kept.put(url, chain);
      return chain;
    } finally {
      slots.release();
    }
  }

  private List<X509Certificate> trusted(URI url) {
    try {
      List<X509Certificate> chain = download.download(url);
      if (chain.isEmpty() || chains.trusted(chain, time.instant())) {
        return chain;
      }
      LOG.log(System.Logger.Level.WARNING, "certificate_untrusted host={0}", url.getHost());
    } catch (CertificateDownload.NoAnswerException away) {
      LOG.log(System.Logger.Level.WARNING, "certificate_unavailable host=" + url.getHost(), away);
    }
    return List.of();
  }
}
