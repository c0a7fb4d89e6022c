package dev.postern.ingest.source;

import dev.postern.core.id.SourceId;
import dev.postern.core.signature.AgeWatch;
import dev.postern.core.store.SeldomLog;
import java.time.Duration;

/**
 * Notes timestamps that were nearly too old, or nearly too far ahead: a little more and the webhook
 * is refused, though nobody did anything wrong. One line in ten seconds, whatever comes.
 */
final class NearExpiry {
  private static final SeldomLog LOG = new SeldomLog(System.getLogger(NearExpiry.class.getName()));

  /** Of the window: what lies beyond is worth a word. */
  private static final int NEAR_PERCENT = 80;

  private NearExpiry() {}

  static AgeWatch of(SourceId source, Duration window) {
    return age -> {
      if (isNear(age, window)) {
        LOG.warn(
            () -> "timestamp_near_expiry source=" + source + " age=" + age + " window=" + window);
      }
    };
  }

  static boolean isNear(Duration age, Duration window) {
    return age.abs().multipliedBy(100).compareTo(window.multipliedBy(NEAR_PERCENT)) >= 0
        && !window.isZero();
  }
}
