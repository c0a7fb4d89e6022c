package dev.postern.ingest.certificate;

import dev.postern.core.Service;
import dev.postern.core.fetch.FetchRequest;
import dev.postern.core.fetch.Fetched;
import dev.postern.core.fetch.GuardedHttp;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;

/**
 * Visits the URL by which a provider wants a subscription confirmed, once its message has been
 * proven. Blocks; no transaction may be open.
 */
@Service
public class Confirmations {
  private static final Duration WITHIN = Duration.ofSeconds(8);
  private static final int MAX_BYTES = 64 * 1024;
  private static final System.Logger LOG = System.getLogger(Confirmations.class.getName());

  private final GuardedHttp http;

  @Inject
  public Confirmations(GuardedHttp http) {
    this.http = http;
  }

  /** Whether the provider took it; when not, it will ask again. */
  public boolean visit(URI url) {
    Fetched fetched = http.fetch(FetchRequest.get(url.toString()).within(WITHIN, MAX_BYTES));
    boolean taken = fetched instanceof Fetched.Answered answer && answer.isSuccess();
    if (!taken) {
      // Never the URL itself: its query is a token.
      LOG.log(System.Logger.Level.WARNING, "confirmation_failed host={0}", url.getHost());
    }
    return taken;
  }
}
