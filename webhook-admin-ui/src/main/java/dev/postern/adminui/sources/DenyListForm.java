package dev.postern.adminui.sources;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.Meanwhile;
import dev.postern.adminui.part.Times;
import dev.postern.core.problem.ProblemException;
import dev.postern.ingest.DenyList;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A deny list's name, where it is fetched from and how often. */
final class DenyListForm extends Dialog {
  private static final long serialVersionUID = 1L;
  private static final List<Duration> USUAL =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(7));
  private final TextField name = new TextField("Name");
  private final TextField url = new TextField("URL");
  private final Select<Duration> refresh = new Select<>();
  private final Checkbox enabled = new Checkbox("In force");

  private interface Saving {
    void save(DenyList.Edit edit);
  }

  private DenyListForm(String title, String verb, DenyList.@Nullable Edit present, Saving saving) {
    setHeaderTitle(title);
    addClassName("dialog-m");
    name.setRequired(true);
    name.setAutofocus(true);
    name.setPlaceholder("Spamhaus DROP");
    url.setPlaceholder("https://feeds.example.com/networks.txt");
    url.setHelperText("Optional: a text of networks, one a line. Empty: you import a file.");
    // Not hidden: it would come when the URL is left, and move the button that is being clicked.
    url.addValueChangeListener(change -> refresh.setEnabled(!change.getValue().isBlank()));
    refresh.setLabel("Fetched every");
    refresh.setItemLabelGenerator(Times::rough);
    Duration stored =
        present == null ? Duration.ofHours(1) : Duration.ofSeconds(present.refreshSeconds());
    refresh.setItems(Stream.concat(USUAL.stream(), Stream.of(stored)).distinct().sorted().toList());
    refresh.setValue(stored);
    refresh.setEnabled(false);
    enabled.setValue(present == null || present.enabled());
    if (present != null) {
      name.setValue(present.name());
      url.setValue(present.url() == null ? "" : present.url());
    }
    add(name, url, refresh, enabled);
    getFooter()
        .add(
            Buttons.quiet("Cancel", click -> close()),
            Buttons.primary(verb, click -> save(saving)));
  }

  /** One without a URL is filled next. */
  static void add(SourceDefences defences, Visit visit, Runnable saved) {
    new DenyListForm(
            "Add deny list",
            "Add",
            null,
            edit -> {
              DenyList made = defences.create(visit, edit);
              saved.run();
              if (edit.url() == null) {
                new DenyImport(defences, visit, made.id(), saved).open();
              }
            })
        .open();
  }

  static void edit(SourceDefences defences, Visit visit, DenyList list, Runnable saved) {
    new DenyListForm(
            "Edit deny list",
            "Save",
            list.edit(),
            edit -> {
              defences.update(
                  visit,
                  list.id(),
                  stored -> Meanwhile.over(list.edit(), stored, edit, list.edit().name()));
              saved.run();
            })
        .open();
  }

  private void save(Saving saving) {
    Forms.clear(name, url, refresh);
    String from = url.getValue().strip();
    try {
      saving.save(
          new DenyList.Edit(
              name.getValue().strip(),
              from.isEmpty() ? null : from,
              (int) refresh.getValue().toSeconds(),
              enabled.getValue()));
      close();
    } catch (ProblemException refused) {
      Forms.mark(refused, Map.of("/name", name, "/url", url, "/refresh_seconds", refresh));
    }
  }
}
