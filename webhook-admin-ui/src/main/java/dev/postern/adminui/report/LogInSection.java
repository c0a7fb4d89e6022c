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
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Log-ins that were refused, by account and address. */
@Service
class LogInSection {
  private final AuditTrail trail;
  private final Users users;

  @Inject
  LogInSection(AuditTrail trail, Users users) {
    this.trail = trail;
    this.users = users;
  }

  Section failed(TenantId tenant, Instant since) {
    Map<Who, Failures> failures = new TreeMap<>();
    trail.each(
        tenant.uuid(),
        new AuditFilter("user.sign_in_refused", null, null, since, null),
        entry -> failures.merge(Who.of(entry), new Failures(1, entry.at()), Failures::plus));
    return new Section(
        "failed_log_ins",
        "Failed log-ins since " + Json.timestamp(since),
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
