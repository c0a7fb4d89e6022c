package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.shared.HasValidationProperties;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.PageTabs;
import dev.postern.core.access.Permission;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All settings of an endpoint, by what they are about. */
final class EndpointEditor extends Dialog {
  private static final long serialVersionUID = 1L;
  private final transient List<EditorPage> pages;
  private final PageTabs sheet = new PageTabs();

  EndpointEditor(EndpointDoors doors, Visit visit, Endpoint endpoint, Runnable saved) {
    setHeaderTitle("Edit endpoint");
    addClassNames("dialog-m", "dialog-wide");
    EndpointSettings present = endpoint.settings();
    pages =
        List.of(
            new WherePage(doors.catalogue()::refusal, present),
            new PacePage(present),
            new FormatPage(present),
            new AuthPage(present),
            new TlsPage(present));
    pages.forEach(page -> sheet.add(page.title(), page.content()));
    add(sheet);
    getFooter()
        .add(
            Buttons.quiet("Cancel", click -> close()),
            Buttons.primary("Save", click -> save(doors, visit, endpoint, saved)));
  }

  private void save(EndpointDoors doors, Visit visit, Endpoint endpoint, Runnable saved) {
    Map<String, HasValidationProperties> fields = new HashMap<>();
    pages.forEach(page -> fields.putAll(page.fields()));
    Forms.clear(fields.values().toArray(HasValidationProperties[]::new));
    try {
      doors.endpoints().update(visit.tenantTo(Permission.WRITE), endpoint.id(), this::edited);
      close();
      Notice.done("Saved. It counts from the next attempt on.");
      saved.run();
    } catch (ProblemException refused) {
      show(refused);
      Forms.mark(refused, fields);
    }
  }

  private EndpointSettings edited(EndpointSettings stored) {
    EndpointSettings after = stored;
    for (EditorPage page : pages) {
      after = page.edit(after);
    }
    return after;
  }

  /** Opens the page that the first finding is about. */
  private void show(ProblemException refused) {
    refused.problem().errors().stream()
        .findFirst()
        .flatMap(error ->
            pages.stream().filter(page -> page.fields().containsKey(error.pointer())).findFirst())
        .ifPresent(page -> sheet.setSelectedIndex(pages.indexOf(page)));
  }
}
