package dev.postern.adminui.report;

import dev.postern.adminui.report.ComplianceReport.Section;
import dev.postern.core.Service;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.tenant.Tenant;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
   * What is asked for.
   *
   * @param since null: the last 30 days
   * @param rotationDays 1 to 3,650; 422 otherwise
   * @param ofPlatform whether the reader runs the platform, and may see what is of no tenant
   */
  public record Question(
      Tenant tenant, @Nullable Instant since, int rotationDays, boolean ofPlatform) {}

  public ComplianceReport of(Question question) {
    int rotationDays = question.rotationDays();
    if (rotationDays < 1 || rotationDays > MOST_DAYS) {
      throw ProblemException.unprocessable(
          "invalid_value", "?rotation_days", "rotation_days is 1 to " + MOST_DAYS + ".");
    }
    TenantId tenant = question.tenant().id();
    Instant now = stamp.now();
    Instant since = question.since();
    Instant from = since == null ? now.minus(PERIOD) : since;
    List<Section> sections = new ArrayList<>();
    sections.add(secrets.overdue(tenant, now, Duration.ofDays(rotationDays)));
    sections.add(people.whoCanReveal(tenant));
    sections.add(logIns.failed(tenant, from));
    if (question.ofPlatform()) {
      sections.add(logIns.failedOfPlatform(from));
      sections.add(addresses.suspicious(from));
    }
    sections.add(signatures.failures(tenant, from));
    return new ComplianceReport(question.tenant(), now, from, rotationDays, sections);
  }
}
