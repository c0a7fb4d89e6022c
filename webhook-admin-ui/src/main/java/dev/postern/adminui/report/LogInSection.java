package dev.postern.adminui.report;

import dev.postern.adminui.report.ComplianceReport.Section;
import dev.postern.core.Service;
import dev.postern.core.access.User;
import dev.postern.core.access.Users;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.id.TenantId;
import dev.postern.core.id.UserId;
import dev.postern.core.json.Json;
import dev.postern.core.store.Transactions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** Log-ins that were refused, by account and address. */
@Service
class LogInSection {
  private final AuditTrail trail;
  private final Users users;
  private final Transactions transactions;

  @Inject
  LogInSection(AuditTrail trail, Users users, Transactions transactions) {
    this.trail = trail;
    this.users = users;
    this.transactions = transactions;
  }

  Section failed(TenantId tenant, Instant since) {
    return section("failed_log_ins", "Failed log-ins since ", tenant.uuid(), since, entry -> true);
  }

  /**
   * Of the platform's own people, and of whom an OpenID provider vouched for and nobody let in: for
   * those who run the platform. Also when it is asked for at a tenant's path.
   */
  Section failedOfPlatform(Instant since) {
    return transactions.unscoped(() ->
        section(
            "failed_platform_log_ins",
            "Failed log-ins of platform administrators, and refused by the provider's groups, since"
                + " ",
            AuditTrail.PLATFORM,
            since,
            // An address that named nobody stands in a section of its own.
            entry -> !AddressSection.TARGET.equals(entry.targetType())));
  }

  private Section section(
      String word, String title, UUID chain, Instant since, Predicate<AuditEntry> wanted) {
    Map<Who, Failures> failures = new TreeMap<>();
    trail.each(
        chain,
        new AuditFilter("user.sign_in_refused", null, null, since, null),
        entry -> {
          if (wanted.test(entry)) {
            failures.merge(Who.of(entry), new Failures(1, entry.at()), Failures::plus);
          }
        });
    return new Section(
        word,
        title + Json.timestamp(since),
        List.of("user_id", "email", "ip", "count", "last_at"),
        failures.entrySet().stream().map(each -> row(each.getKey(), each.getValue())).toList(),
        null);
  }

  private List<String> row(Who who, Failures failures) {
    String email = UserId.parse(who.user()).flatMap(users::find).map(User::email).orElse("");
    return List.of(
        who.user(),
        email,
        who.ip(),
        Long.toString(failures.count()),
        Json.timestamp(failures.last()));
  }

  private record Who(String user, String ip) implements Comparable<Who> {
    static Who of(AuditEntry entry) {
      String ip = entry.origin().ip();
      return new Who(entry.targetId(), ip == null ? "" : ip);
    }

    @Override
    public int compareTo(Who other) {
      int byUser = user.compareTo(other.user);
      return byUser == 0 ? ip.compareTo(other.ip) : byUser;
    }
  }

  private record Failures(long count, Instant last) {
    Failures plus(Failures later) {
      return new Failures(count + later.count, later.last.isAfter(last) ? later.last : last);
    }
  }
}
