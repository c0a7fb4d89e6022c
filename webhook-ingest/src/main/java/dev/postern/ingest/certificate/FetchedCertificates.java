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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Certificates by URL, kept for an hour, a failure for half a minute, {@value #MAX_URLS} at most.
 * Anybody may make up URLs on a host that a scheme trusts: at most {@value #AT_ONCE} downloads run
 * at a time, and whoever comes while all are busy is to come again, as is whoever needs one from a
 * host that served one to this node before and is away now. Thread-safe.
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
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final Semaphore slots = new Semaphore(AT_ONCE);
  private final Cache<URI, Outcome> kept;

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
                Expiry.<URI, Outcome>writing(
                    (url, outcome) -> outcome.isUseful() ? KEPT : FAILURE_KEPT))
            .build();
  }

  /**
   * What a download came to.
   *
   * @param away whether nobody answered: then nothing is known of the certificate
   */
  private record Outcome(List<X509Certificate> chain, boolean away) {
    boolean isUseful() {
      return !chain.isEmpty();
    }
  }

  @Override
  public List<X509Certificate> fetch(URI url) {
    Outcome known = kept.getIfPresent(url);
    Outcome outcome = known == null ? downloaded(url) : known;
    if (outcome.away()) {
      throw new UnavailableException("the host of the certificate gave no answer");
    }
    return outcome.chain();
  }

  private Outcome downloaded(URI url) {
    if (!slots.tryAcquire()) {
      LOG.log(System.Logger.Level.WARNING, "certificate_downloads_busy host={0}", url.getHost());
      throw new UnavailableException("all downloads of certificates are busy");
    }
    try {
      Outcome outcome = trusted(url);
      kept.put(url, outcome);
      return outcome;
    } finally {
      slots.release();
    }
  }

  private Outcome trusted(URI url) {
    try {
      List<X509Certificate> chain = download.download(url);
      if (chain.isEmpty() || chains.trusted(chain, time.instant())) {
        if (!chain.isEmpty()) {
          answered.add(url.getHost());
        }
        return new Outcome(chain, false);
      }
      LOG.log(System.Logger.Level.WARNING, "certificate_untrusted host={0}", url.getHost());
      return new Outcome(List.of(), false);
    } catch (CertificateDownload.NoAnswerException away) {
      LOG.log(System.Logger.Level.WARNING, "certificate_unavailable host=" + url.getHost(), away);
      // Anybody can name a host that is not there; one that has served a certificate is.
      return new Outcome(List.of(), answered.contains(url.getHost()));
    }
  }
}
