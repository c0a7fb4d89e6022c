package dev.postern.core.alert;

import dev.postern.core.Service;
import dev.postern.core.audit.Acting;
import dev.postern.core.config.GateCertificate;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.id.Stamp;
import dev.postern.core.json.Json;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells the platform's people before the certificate ends that nodes show when they end TLS
 * themselves. Nodes may show different ones, so a certificate's incident is over only when no node
 * has told of it for some rounds. Thread-safe.
 */
@Service
public class GateCertificateWatch {
  static final String KIND = "certificate.expiring";
  static final Duration AHEAD = Duration.ofDays(21);
  static final Duration LAST_DAYS = Duration.ofDays(3);

  /** Three rounds. */
  static final Duration FORGOTTEN = Duration.ofHours(3);

  private static final System.Logger LOG = System.getLogger(GateCertificateWatch.class.getName());

  private final Optional<GateCertificate> gate;
  private final Notices notices;
  private final Transactions transactions;
  private final Stamp stamp;

  @Inject
  GateCertificateWatch(
      PlatformConfig platform, Notices notices, Transactions transactions, Stamp stamp) {
    this(platform.certificate(), notices, transactions, stamp);
  }

  GateCertificateWatch(
      Optional<GateCertificate> gate, Notices notices, Transactions transactions, Stamp stamp) {
    this.gate = gate;
    this.notices = notices;
    this.transactions = transactions;
    this.stamp = stamp;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      ScheduledExecutorService timer) {
    timer.scheduleWithFixedDelay(this::round, 5, 60, TimeUnit.MINUTES);
  }

  /** Never throws: a timer that throws is never run again. */
  void round() {
    try {
      Acting.machine(
          "watch",
          () -> {
            Instant now = stamp.now();
            List<Notice> present = gate.map(it -> ending(it, now)).orElse(List.of());
            transactions.run(() -> notices.keep(KIND, present, open -> forgotten(open, now)));
            return present.size();
          });
    } catch (RuntimeException trouble) {
      LOG.log(System.Logger.Level.WARNING, "gate_certificate_round_failed", trouble);
    }
  }

  /** Told by some node and by none any more; tenants' certificates have a watch of their own. */
  private static boolean forgotten(RaisedNotice open, Instant now) {
    return open.tenant() == null && open.lastRaisedAt().plus(FORGOTTEN).isBefore(now);
  }

  /** An open incident keeps its severity: the last days are one of their own, told anew. */
  private static List<Notice> ending(GateCertificate gate, Instant now) {
    X509Certificate certificate = gate.current();
    Duration left = Duration.between(now, certificate.getNotAfter().toInstant());
    if (left.compareTo(AHEAD) > 0) {
      return List.of();
    }
    Notice ahead = notice(gate, certificate, left, Notice.Severity.WARNING, "gate:");
    return left.compareTo(LAST_DAYS) > 0
        ? List.of(ahead)
        : List.of(ahead, notice(gate, certificate, left, Notice.Severity.CRITICAL, "gate-last:"));
  }

  private static Notice notice(
      GateCertificate gate,
      X509Certificate certificate,
      Duration left,
      Notice.Severity severity,
      String incident) {
    String end = Json.timestamp(certificate.getNotAfter().toInstant());
    return new Notice(
        null,
        KIND,
        severity,
        KIND + ":" + incident + certificate.getSerialNumber().toString(16),
        "The certificate of this gate's own TLS (%s) %s %s: put the renewed one into %s."
            .formatted(
                certificate.getSubjectX500Principal().getName(),
                left.isNegative() ? "ended" : "ends",
                end,
                gate.keyStore()),
        Map.of("expires_at", end));
  }
}
