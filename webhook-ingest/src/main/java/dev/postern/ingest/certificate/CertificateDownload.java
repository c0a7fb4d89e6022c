package dev.postern.ingest.certificate;

import dev.postern.core.Service;
import dev.postern.core.fetch.FetchRequest;
import dev.postern.core.fetch.Fetched;
import dev.postern.core.fetch.GuardedHttp;
import dev.postern.core.signature.PemCertificates;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Retry;

/** One guarded download of a certificate file, tried again when the network was to blame. */
@Service
public class CertificateDownload {
  private static final Duration WITHIN = Duration.ofSeconds(4);
  private static final int MAX_BYTES = 64 * 1024;

  private final GuardedHttp http;

  @Inject
  public CertificateDownload(GuardedHttp http) {
    this.http = http;
  }

  /** The network did not answer; another try may help. */
  public static final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String detail) {
      super(detail);
    }
  }

  /**
   * The certificates in the file, in its order; none when there is no such file or it holds none.
   *
   * @throws NoAnswerException when asking again may help
   */
  @Retry(
      maxRetries = 1,
      delay = 200,
      jitter = 100,
      delayUnit = ChronoUnit.MILLIS,
      jitterDelayUnit = ChronoUnit.MILLIS,
      retryOn = NoAnswerException.class)
  public List<X509Certificate> download(URI url) throws NoAnswerException {
    return switch (http.fetch(FetchRequest.get(url.toString()).within(WITHIN, MAX_BYTES))) {
      case Fetched.Answered(int status, var headers, byte[] body) when status == 200 ->
          PemCertificates.parse(new String(body, StandardCharsets.US_ASCII));
      case Fetched.Answered(int status, var headers, byte[] body) when status >= 500 ->
          throw new NoAnswerException("the host answered " + status);
      case Fetched.Answered answered -> List.of();
      case Fetched.TooLarge tooLarge -> List.of();
      case Fetched.Refused refused -> List.of();
      case Fetched.Failed(var trouble, String detail) -> throw new NoAnswerException(detail);
    };
  }
}
