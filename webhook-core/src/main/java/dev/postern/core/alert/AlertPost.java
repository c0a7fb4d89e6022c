package dev.postern.core.alert;

import dev.postern.core.Service;
import dev.postern.core.fetch.FetchRequest;
import dev.postern.core.fetch.Fetched;
import dev.postern.core.fetch.GuardedHttp;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Asks a target to take a message. A blip is tried again at once; what lasts longer becomes {@link
 * AlertOutcome.Away}, and the outbox waits. The breaker stands before PagerDuty only: it is one
 * service for all, while one tenant's dead URL must not silence another's.
 */
@Service
public class AlertPost {
  private static final int TOO_MANY = 429;
  private final GuardedHttp http;

  @Inject
  public AlertPost(GuardedHttp http) {
    this.http = http;
  }

  @Retry(
      maxRetries = 2,
      delay = 300,
      jitter = 100,
      delayUnit = ChronoUnit.MILLIS,
      jitterDelayUnit = ChronoUnit.MILLIS,
      retryOn = AlertAwayException.class)
  @Fallback(AlertLater.class)
  public AlertOutcome toUrl(FetchRequest request) {
    return asked(request);
  }

  @Retry(
      maxRetries = 2,
      delay = 300,
      jitter = 100,
      delayUnit = ChronoUnit.MILLIS,
      jitterDelayUnit = ChronoUnit.MILLIS,
      retryOn = AlertAwayException.class)
  @CircuitBreaker(
      requestVolumeThreshold = 6,
      failureRatio = 0.8,
      delay = 30,
      delayUnit = ChronoUnit.SECONDS,
      failOn = AlertAwayException.class)
  @Fallback(AlertLater.class)
  public AlertOutcome toPagerDuty(FetchRequest request) {
    return asked(request);
  }

  private AlertOutcome asked(FetchRequest request) {
    return switch (http.fetch(request)) {
      case Fetched.Answered answered when answered.isSuccess() -> new AlertOutcome.Sent();
      case Fetched.Answered answered
          when answered.status() >= 500 || answered.status() == TOO_MANY ->
          throw new AlertAwayException("It answered " + answered.status() + ".");
      case Fetched.Answered answered ->
          new AlertOutcome.Refused("It answered " + answered.status() + ".");
      case Fetched.TooLarge large when large.status() < 300 -> new AlertOutcome.Sent();
      case Fetched.TooLarge large ->
          new AlertOutcome.Refused("It answered " + large.status() + ".");
      case Fetched.Refused refused -> new AlertOutcome.Refused(refused.detail());
      case Fetched.Failed failed -> throw new AlertAwayException(failed.detail());
    };
  }
}
