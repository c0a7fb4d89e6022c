package dev.postern.adminui.report;

import dev.postern.adminui.report.ComplianceReport.Section;
import dev.postern.core.Service;
import dev.postern.core.id.Stamp;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.tenant.Tenant;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The door to reports. The caller has checked that the reader may administer. Thread-safe. */
@Service
public class ComplianceReports {
  public static final int ROTATION_DAYS = 90;
  private static final Duration PERIOD = Duration.ofDays(30);
  private static final int MOST_DAYS = 3650;

  private final SecretsSection secrets;
  private final PeopleSection people;
  private final LogInSection logIns;
  private final AddressSection addresses;
  private final SignatureSection signatures;
  private final Stamp stamp;

  @Inject
  ComplianceReports(
      SecretsSection secrets,
      PeopleSection people,
      LogInSection logIns,
      AddressSection addresses,
      SignatureSection signatures,
      Stamp stamp) {
    this.secrets = secrets;
    this.people = people;
    this.logIns = logIns;
    this.addresses = addresses;
    this.signatures = signatures;
    this.stamp = stamp;
  }

  /**
   * @param since null: the last 30 days
   * @param rotationDays 1 to 3,650; 422 otherwise
   */
  public ComplianceReport of(Tenant tenant, @Nullable Instant since, int rotationDays) {
    if (rotationDays < 1 || rotationDays > MOST_DAYS) {
      throw ProblemException.unprocessable(
          "invalid_value", "?rotation_days", "rotation_days is 1 to " + MOST_DAYS + ".");
    }
    Instant now = stamp.now();
    Instant from = since == null ? now.minus(PERIOD) : since;
    List<Section> sections =
        List.of(
            secrets.overdue(tenant.id(), now, Duration.ofDays(rotationDays)),
            people.whoCanReveal(tenant.id()),
            logIns.failed(tenant.id(), from),
            addresses.suspicious(from),
            signatures.failures(tenant.id(), from));
    return new ComplianceReport(tenant, now, from, rotationDays, sections);
  }
}
