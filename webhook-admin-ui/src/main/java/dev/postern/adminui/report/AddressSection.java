package dev.postern.adminui.report;

import dev.postern.adminui.report.ComplianceReport.Section;
import dev.postern.core.Service;
import dev.postern.core.access.throttle.LoginThrottle;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.json.Json;
import dev.postern.core.store.Transactions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where log-ins were tried from that named no account, and which addresses are made to wait. They
 * belong to no tenant, so that only those who run the platform see them; accounts are not named.
 */
@Service
class AddressSection {
  static final String TARGET = "address";
  private final AuditTrail trail;
  private final LoginThrottle throttle;
  private final Transactions transactions;

  @Inject
  AddressSection(AuditTrail trail, LoginThrottle throttle, Transactions transactions) {
    this.trail = trail;
    this.throttle = throttle;
    this.transactions = transactions;
  }

  /** Also when it is asked for at a tenant's path, whose rows these are not. */
  Section suspicious(Instant since) {
    return transactions.unscoped(() -> found(since));
  }

  private Section found(Instant since) {
    Map<String, Tries> tries = new TreeMap<>();
    trail.each(
        AuditTrail.PLATFORM,
        new AuditFilter("user.sign_in_refused", null, null, since, null),
        entry -> {
          if (TARGET.equals(entry.targetType())) {
            tries.merge(entry.targetId(), new Tries(1, entry.at(), null), Tries::plus);
          }
        });
    throttle
        .waiting()
        .forEach(waiting ->
            tries.merge(
                waiting.address(), new Tries(0, waiting.last(), waiting.until()), Tries::plus));
    return new Section(
        "log_in_addresses",
        "Addresses that tried unknown accounts or were made to wait since " + Json.timestamp(since),
        List.of("ip", "unknown_accounts", "last_at", "throttled_until"),
        tries.entrySet().stream().map(each -> row(each.getKey(), each.getValue())).toList(),
        "Of the whole installation: a try that names no account belongs to no tenant.");
  }

  private static List<String> row(String ip, Tries tries) {
    Instant until = tries.until();
    return List.of(
        ip,
        Long.toString(tries.count()),
        Json.timestamp(tries.last()),
        until == null ? "" : Json.timestamp(until));
  }

  /**
   * @param until null: nobody had to wait
   */
  private record Tries(long count, Instant last, @Nullable Instant until) {
    Tries plus(Tries other) {
      return new Tries(
          count + other.count,
          other.last.isAfter(last) ? other.last : last,
          other.until == null ? until : other.until);
    }
  }
}
