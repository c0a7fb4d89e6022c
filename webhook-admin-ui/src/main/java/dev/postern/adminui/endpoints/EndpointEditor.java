package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.shared.HasValidationProperties;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.Meanwhile;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.PageTabs;
import dev.postern.core.access.Permission;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All settings of an endpoint, by what they are about. */
final class EndpointEditor extends Dialog {
  private static final long serialVersionUID = 1L;
  private final transient List<EditorPage> pages;
  private final PageTabs sheet = new PageTabs();

  EndpointEditor(EndpointDoors doors, Visit visit, Endpoint endpoint, Runnable saved) {
    setHeaderTitle("Edit endpoint");
    addClassNames("dialog-m", "dialog-wide");
    EndpointSettings present = endpoint.settings();
    pages = pages(doors.catalogue()::refusal, present);
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
      doors
          .endpoints()
          .update(
              visit.tenantTo(Permission.WRITE),
              endpoint.id(),
              stored -> edited(endpoint.settings(), stored, pages));
      close();
      Notice.done("Saved. It counts from the next attempt on.");
      saved.run();
    } catch (ProblemException refused) {
      show(refused);
      Forms.mark(refused, fields);
    }
  }

  static List<EditorPage> pages(
      Function<String, Optional<String>> refusal, EndpointSettings settings) {
    return List.of(
        new WherePage(refusal, settings),
        new PacePage(settings),
        new FormatPage(settings),
        new AuthPage(settings),
        new TlsPage(settings));
  }

  /** Only what was changed on these pages: the others stay as somebody else may have left them. */
  static EndpointSettings edited(
      EndpointSettings opened, EndpointSettings stored, List<EditorPage> pages) {
    EndpointSettings after = stored;
    for (int i = 0; i < pages.size(); i++) {
      int at = i;
      after =
          Meanwhile.over(
              opened,
              after,
              pages.get(i)::edit,
              settings -> pages(url -> Optional.empty(), settings).get(at)::edit,
              pages.get(i).title());
    }
    EndpointSettings edited = after;
    pages.forEach(page -> page.judge(stored, edited));
    return edited;
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
