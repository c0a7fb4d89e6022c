package dev.postern.adminui.audit;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.report.ComplianceReports;
import dev.postern.adminui.report.ReportForm;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.core.id.Mode;
import dev.postern.core.tenant.Tenant;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** {@code /t/{tenant}/audit?action=&actor=&target=&since=&until=}. */
@Route(value = "t/:tenant/audit", layout = ConsoleLayout.class)
@PageTitle("Audit · Postern")
@PermitAll
@CdiComponent
public class TrailView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient TrailDoors doors;
  private final transient ComplianceReports reports;
  private final transient ConsoleUser people;

  @Inject
  TrailView(ConsoleUser people, TrailDoors doors, ComplianceReports reports) {
    super(people);
    this.doors = doors;
    this.reports = reports;
    this.people = people;
  }

  /** Of the live mode, for those who administer: it tells of people and keys, the tenant's. */
  private Component[] reports(Visit visit) {
    Tenant tenant = people.tenant(visit.slug()).orElseThrow();
    return tenant.mode() == Mode.TEST || !visit.may(Permission.ADMINISTER)
        ? new Component[0]
        : new Component[] {
          new Span("Compliance report:"),
          report(visit, tenant, ReportForm.HTML, "Page"),
          report(visit, tenant, ReportForm.CSV, "Table")
        };
  }

  private Anchor report(Visit visit, Tenant tenant, ReportForm form, String label) {
    DownloadHandler download =
        event -> {
          visit.tenantTo(Permission.ADMINISTER);
          event.setFileName("compliance." + form.extension());
          event.setContentType(form.mediaType() + ";charset=utf-8");
          ComplianceReports.Question question =
              new ComplianceReports.Question(
                  tenant, null, ComplianceReports.ROTATION_DAYS, visit.may(Permission.PLATFORM));
          String text = form.write(reports.of(question));
          event.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        };
    Anchor link = new Anchor(download, label);
    link.getElement().setAttribute("download", true);
    link.getElement()
        .setAttribute("aria-label", "Compliance report as a " + label.toLowerCase(Locale.ROOT));
    return link;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    removeAll();
    add(
        new TrailPanel(
            doors,
            () -> visit.tenantTo(Permission.READ).uuid(),
            visit.path("audit"),
            TrailQuery.of(event.getLocation().getQueryParameters()),
            reports(visit)));
  }
}
