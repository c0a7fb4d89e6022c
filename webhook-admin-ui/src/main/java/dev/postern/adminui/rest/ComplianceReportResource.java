package dev.postern.adminui.rest;

import dev.postern.adminui.report.ComplianceReports;
import dev.postern.adminui.report.ReportForm;
import dev.postern.core.access.Permission;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.QueryValues;
import dev.postern.core.rest.Requires;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an auditor asks, as a page or as CSV. */
@Path("/tenants/{tenant}/audit-log/report")
@RequestScoped
public class ComplianceReportResource {
  @Inject private ComplianceReports reports;
  @Inject private ApiRequest request;

  /** Of the live mode: people and keys are the tenant's. */
  @GET
  @Produces({"text/html", "text/csv", "application/problem+json"})
  @Requires(Permission.ADMINISTER)
  public Response report(
      @QueryParam("format") @Nullable String format,
      @QueryParam("since") @Nullable String since,
      @QueryParam("rotation_days") @Nullable String rotationDays) {
    request.liveTenantId();
    ReportForm form =
        Objects.requireNonNullElse(
            QueryValues.typed("format", format, ComplianceReportResource::form, "html or csv"),
            ReportForm.HTML);
    Integer days =
        QueryValues.typed(
            "rotation_days", rotationDays, ComplianceReportResource::days, "1 to 3650");
    String text =
        form.write(
            reports.of(
                new ComplianceReports.Question(
                    request.tenant(),
                    QueryValues.time("since", since),
                    days == null ? ComplianceReports.ROTATION_DAYS : days,
                    request.caller().may(Permission.PLATFORM))));
    return Response.ok(text, form.mediaType() + ";charset=utf-8")
        .header(
            "Content-Disposition", "attachment; filename=\"compliance." + form.extension() + "\"")
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .build();
  }

  private static Optional<ReportForm> form(String word) {
    return switch (word) {
      case "html" -> Optional.of(ReportForm.HTML);
      case "csv" -> Optional.of(ReportForm.CSV);
      default -> Optional.empty();
    };
  }

  private static Optional<Integer> days(String word) {
    return word.matches("[1-9][0-9]{0,3}") && Integer.parseInt(word) <= 3650
        ? Optional.of(Integer.parseInt(word))
        : Optional.empty();
  }
}
