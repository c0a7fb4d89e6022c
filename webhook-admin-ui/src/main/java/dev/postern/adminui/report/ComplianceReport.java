package dev.postern.adminui.report;

import dev.postern.core.tenant.Tenant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's report.
 *
 * @param since from when on log-ins and signatures are counted
 * @param rotationDays a current secret older than that is overdue
 */
public record ComplianceReport(
    Tenant tenant, Instant at, Instant since, int rotationDays, List<Section> sections) {

  public ComplianceReport {
    sections = List.copyOf(sections);
  }

  /**
   * One question and its answer.
   *
   * @param note what the reader has to know, such as that there is more; null for nothing
   */
  public record Section(
      String word,
      String title,
      List<String> columns,
      List<List<String>> rows,
      @Nullable String note) {

    public Section {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }
}
