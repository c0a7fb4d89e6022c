package dev.postern.outbound.alarm;

import dev.postern.core.id.TenantId;
import dev.postern.core.notice.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** When figures are worth a notice. Pure. */
final class DeliveryAlarms {
  static final String FAILING = "deliveries.failing";
  static final String DEAD = "deliveries.dead";
  static final String QUEUE = "queue.old";

  /** Failure rates are judged over so long, and of at least so many attempts. */
  static final Duration RATE_WINDOW = Duration.ofMinutes(15);

  private static final long FEW = 20;
  private static final double BEGINS = 0.5;
  private static final double ENDS = 0.25;
  private static final double NEARLY_ALL = 0.9;

  static final Duration DEAD_WINDOW = Duration.ofHours(1);
  static final Duration OLD = Duration.ofMinutes(10);

  private DeliveryAlarms() {}

  /** What the attempts of a tenant came to within {@link #RATE_WINDOW}. */
  record Rate(TenantId tenant, long attempts, long failed) {
    double share() {
      return attempts == 0 ? 0 : (double) failed / attempts;
    }
  }

  /**
   * @param open whether the tenant's incident lasts already: it ends at a lower rate than it begins
   */
  static Optional<Notice> failing(Rate rate, boolean open) {
    if (rate.attempts() < FEW || rate.share() < (open ? ENDS : BEGINS)) {
      return Optional.empty();
    }
    return Optional.of(
        new Notice(
            rate.tenant(),
            FAILING,
            rate.share() >= NEARLY_ALL ? Notice.Severity.CRITICAL : Notice.Severity.WARNING,
            FAILING,
            String.format(
                Locale.ROOT,
                "%.0f %% of %,d attempts failed within %d minutes. They are tried again; the view"
                    + " Failures shows the causes.",
                100 * rate.share(),
                rate.attempts(),
                RATE_WINDOW.toMinutes()),
            Map.of(
                "attempts", Long.toString(rate.attempts()),
                "failed", Long.toString(rate.failed()))));
  }

  /**
   * @param dead at least one
   */
  static Notice dead(TenantId tenant, long dead) {
    return new Notice(
        tenant,
        DEAD,
        Notice.Severity.WARNING,
        DEAD,
        String.format(
            Locale.ROOT,
            "%,d %s given up within the last hour. Nothing is lost: the view Failures sends"
                + " them again.",
            dead,
            dead == 1 ? "delivery was" : "deliveries were"),
        Map.of("deliveries", Long.toString(dead)));
  }

  /**
   * @param oldest the longest due of what nothing holds back
   */
  static Optional<Notice> old(Instant oldest, Instant now) {
    Duration age = Duration.between(oldest, now);
    if (age.compareTo(OLD) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Notice(
            null,
            QUEUE,
            Notice.Severity.CRITICAL,
            QUEUE,
            "A delivery that nothing holds back has been due for %d minutes: no node delivers, or they"
                    .formatted(age.toMinutes())
                + " do not keep up.",
            Map.of("oldest_seconds", Long.toString(age.toSeconds()))));
  }
}
