package dev.postern.outbound.alarm;

import dev.postern.core.Service;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.endpoint.store.ClientCertificateReads;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks and tells. Any node may, at any time; what is told already is only counted. */
@Service
public class DeliveryWatchman {
  private final AlarmStore store;
  private final ClientCertificateReads certificates;
  private final Notices notices;
  private final Transactions transactions;
  private final Stamp stamp;

  @Inject
  public DeliveryWatchman(
      AlarmStore store,
      ClientCertificateReads certificates,
      Notices notices,
      Transactions transactions,
      Stamp stamp) {
    this.store = store;
    this.certificates = certificates;
    this.notices = notices;
    this.transactions = transactions;
    this.stamp = stamp;
  }

  /** What changes from minute to minute. */
  public void lookAtDeliveries() {
    Instant now = stamp.now();
    Set<TenantId> open =
        notices.open(DeliveryAlarms.FAILING).stream()
            .map(RaisedNotice::tenant)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    List<Notice> failing =
        store.rates(now.minus(DeliveryAlarms.RATE_WINDOW)).stream()
            .flatMap(rate -> DeliveryAlarms.failing(rate, open.contains(rate.tenant())).stream())
            .toList();
    List<Notice> dead =
        store.dead(now.minus(DeliveryAlarms.DEAD_WINDOW)).stream()
            .map(given -> DeliveryAlarms.dead(given.tenant(), given.deliveries()))
            .toList();
    List<Notice> old = oldQueue(now).stream().toList();
    keep(DeliveryAlarms.FAILING, failing);
    keep(DeliveryAlarms.DEAD, dead);
    keep(DeliveryAlarms.QUEUE, old);
  }

  /**
   * What a pause left behind gets as long as anything to be sent, before anybody is woken for it.
   */
  private Optional<Notice> oldQueue(Instant now) {
    Optional<Notice> old = store.oldestDue().flatMap(due -> DeliveryAlarms.old(due, now));
    if (old.isEmpty() || !notices.open(DeliveryAlarms.QUEUE).isEmpty()) {
      return old;
    }
    return store
        .oldestDueUnpausedSince(now.minus(DeliveryAlarms.OLD))
        .flatMap(due -> DeliveryAlarms.old(due, now));
  }

  /** What changes from hour to hour. */
  public void lookAtExpiries() {
    Instant now = stamp.now();
    keep(
        ExpiryAlarms.SECRET,
        store.endingSecrets(now, now.plus(ExpiryAlarms.SECRET_AHEAD)).stream()
            .map(ExpiryAlarms::secret)
            .toList());
    List<Notice> certificatesEnding =
        certificates.all().stream()
            .flatMap(certificate -> ExpiryAlarms.certificate(certificate, now).stream())
            .toList();
    // The nodes' own certificates are of this kind too, and somebody else looks at them.
    transactions.run(() ->
        notices.keep(ExpiryAlarms.CERTIFICATE, certificatesEnding, open -> open.tenant() != null));
  }

  private void keep(String kind, List<Notice> present) {
    transactions.run(() -> notices.keep(kind, present));
  }
}
