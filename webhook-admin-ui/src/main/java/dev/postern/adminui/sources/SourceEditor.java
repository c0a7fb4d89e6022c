package dev.postern.adminui.sources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.Meanwhile;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.PageTabs;
import dev.postern.core.access.Permission;
import dev.postern.core.json.Json;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.JsonBodies;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All settings of a source, by what they are about. */
final class SourceEditor extends Dialog {
  private static final long serialVersionUID = 1L;
  private static final String SCHEME = "/custom_scheme";
  private static final String SCHEMA = "/json_schema";
  private final TextField name = new TextField("Name");
  private final PageTabs sheet = new PageTabs();
  private final transient Function<Source, List<SourcePage>> fresh;
  private final transient List<SourcePage> pages;

  SourceEditor(SourceDoors doors, Visit visit, Source source, Runnable saved) {
    setHeaderTitle("Edit source");
    addClassNames("dialog-m", "dialog-wide");
    name.setValue(source.name());
    boolean countries = doors.defences().countriesKnown();
    fresh = now -> pages(now, countries, doors.times()::now);
    pages = fresh.apply(source);
    pages.forEach(page -> sheet.add(page.title(), page.content()));
    add(name, sheet);
    getFooter()
        .add(
            Buttons.quiet("Cancel", click -> close()),
            Buttons.primary("Save", click -> save(doors, visit, source, saved)));
  }

  private void save(SourceDoors doors, Visit visit, Source source, Runnable saved) {
    Map<String, HasValidationProperties> fields = new HashMap<>();
    fields.put("/name", name);
    pages.forEach(page -> fields.putAll(page.fields()));
    Forms.clear(fields.values().toArray(HasValidationProperties[]::new));
    try {
      doors
          .sources()
          .update(
              visit.tenantTo(Permission.WRITE),
              source.id(),
              now ->
                  new SourceEdit(
                      Meanwhile.over(source.name(), now.name(), name.getValue().strip(), "Name"),
                      now.provider(),
                      now.enabled(),
                      edited(source, now.settings(), pages, fresh)));
      close();
      Notice.done("Saved.");
      saved.run();
    } catch (ProblemException refused) {
      Map<String, HasValidationProperties> named = withInside(refused, fields);
      show(refused);
      Forms.mark(refused, named);
    }
  }

  private static List<SourcePage> pages(Source source, boolean countries, InstantSource time) {
    return List.of(
        new SendersPage(source.settings(), countries),
        new LimitsPage(source),
        new PayloadPage(source.settings()),
        new OnwardPage(source.settings()),
        new SignaturePage(source, time));
  }

  /** Only what was changed on these pages: the others stay as somebody else may have left them. */
  static SourceSettings edited(
      Source opened,
      SourceSettings stored,
      List<SourcePage> pages,
      Function<Source, List<SourcePage>> fresh) {
    SourceSettings after = stored;
    for (int i = 0; i < pages.size(); i++) {
      int at = i;
      SourcePage page = pages.get(i);
      after =
          Meanwhile.over(
              opened.settings(),
              after,
              now -> edited(now, List.of(page)),
              settings -> now -> edited(now, List.of(fresh.apply(with(opened, settings)).get(at))),
              page.title());
    }
    return after;
  }

  private static Source with(Source source, SourceSettings settings) {
    return new Source(
        source.id(),
        source.tenant(),
        source.name(),
        source.provider(),
        source.ingestUrl(),
        source.enabled(),
        settings,
        source.createdAt(),
        source.updatedAt());
  }

  /** In the shape of the contract, so that a person is held to what a program is held to. */
  static SourceSettings edited(SourceSettings stored, List<SourcePage> pages) {
    ObjectNode tree = Json.mapper().valueToTree(stored);
    pages.forEach(page -> page.fill(tree));
    return JsonBodies.convert(tree, SourceSettings.class);
  }

  /** What is wrong inside of a JSON text is told beside the text. */
  private static Map<String, HasValidationProperties> withInside(
      ProblemException refused, Map<String, HasValidationProperties> fields) {
    Map<String, HasValidationProperties> all = new HashMap<>(fields);
    for (FieldError error : refused.problem().errors()) {
      for (String outer : List.of(SCHEME, SCHEMA)) {
        HasValidationProperties field = fields.get(outer);
        if (field != null && error.pointer().startsWith(outer + "/")) {
          all.putIfAbsent(error.pointer(), field);
        }
      }
    }
    return all;
  }

  /** Opens the page that the first finding is about. */
  private void show(ProblemException refused) {
    refused.problem().errors().stream()
        .findFirst()
        .flatMap(error ->
            pages.stream()
                .filter(page ->
                    page.fields().keySet().stream()
                        .anyMatch(known ->
                            error.pointer().equals(known)
                                || error.pointer().startsWith(known + "/")))
                .findFirst())
        .ifPresent(page -> sheet.setSelectedIndex(pages.indexOf(page)));
  }
}
