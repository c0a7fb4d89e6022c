package dev.postern.adminui.settings;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Facts;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.IdText;
import dev.postern.adminui.part.Meanwhile;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.retention.Retention;
import dev.postern.core.retention.TenantRetention;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;

/** {@code /t/{tenant}/settings}. */
@Route(value = "t/:tenant/settings", layout = ConsoleLayout.class)
@PageTitle("Settings · Postern")
@PermitAll
@CdiComponent
public class SettingsView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient TenantRetention retention;
  private transient Retention opened = Retention.standard();

  @Inject
  SettingsView(ConsoleUser people, TenantRetention retention) {
    super(people);
    this.retention = retention;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    removeAll();
    add(
        new ViewHeader("Settings", "Of " + visit.name() + "."),
        new Panel("Retention", retention(visit)),
        new Panel(
            "For the API",
            new Facts()
                .with("Tenant", IdText.whole(visit.tenantTo(Permission.READ)))
                .with("Slug", IdText.whole(visit.slug()))
                .with("Paths begin with", IdText.whole("/api/v1/tenants/" + visit.slug()))));
  }

  private Component retention(Visit visit) {
    Retention present = retention.of(visit.tenantTo(Permission.READ));
    opened = present;
    IntegerField events = days("Events and deliveries, days", present.eventsDays());
    IntegerField attempts = days("Attempts: requests and answers, days", present.attemptsDays());
    IntegerField received = days("Received webhooks, days", present.receivedDays());
    Div fields = new Div(events, attempts, received);
    fields.addClassName("pairs");
    Div all =
        new Div(
            new Paragraph("What is over is taken away after so many days; what waits never is."),
            fields);
    all.addClassName("stack");
    if (!visit.may(Permission.ADMINISTER)) {
      fields.getChildren().forEach(field -> ((IntegerField) field).setReadOnly(true));
      return all;
    }
    all.add(
        new Div(
            Buttons.primary(
                "Save",
                click -> {
                  Forms.clear(events, attempts, received);
                  Map<String, IntegerField> named =
                      Map.of(
                          "/retention/events_days", events,
                          "/retention/attempts_days", attempts,
                          "/retention/received_days", received);
                  Retention wanted =
                      new Retention(number(events), number(attempts), number(received));
                  if (takesAway(opened, wanted)) {
                    Ask.before(
                        "Keep less than now?",
                        "What is older than the new number of days is deleted at the next round of"
                            + " tidying, and cannot be had back.",
                        "Keep less",
                        () -> save(visit, wanted, named));
                  } else {
                    save(visit, wanted, named);
                  }
                })));
    return all;
  }

  /** Whether something is deleted that would have been kept. */
  static boolean takesAway(Retention before, Retention wanted) {
    return shorter(before.eventsDays(), wanted.eventsDays())
        || shorter(before.attemptsDays(), wanted.attemptsDays())
        || shorter(before.receivedDays(), wanted.receivedDays());
  }

  /** No days at all are refused anyway. */
  private static boolean shorter(int before, int wanted) {
    return wanted > 0 && wanted < before;
  }

  private void save(Visit visit, Retention wanted, Map<String, IntegerField> fields) {
    try {
      opened =
          retention.change(
              visit.tenantTo(Permission.ADMINISTER),
              stored -> Meanwhile.over(opened, stored, wanted, "Retention"));
      Notice.done("Saved. It counts from the next round of tidying on.");
    } catch (ProblemException refused) {
      Forms.mark(refused, fields);
    }
  }

  private static int number(IntegerField field) {
    return Objects.requireNonNullElse(field.getValue(), 0);
  }

  private static IntegerField days(String label, int value) {
    IntegerField field = new IntegerField(label);
    field.setValue(value);
    field.setMin(1);
    field.setMax(Retention.MAX_DAYS);
    field.setStepButtonsVisible(true);
    return field;
  }
}
