package dev.postern.adminui.eventtypes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.Meanwhile;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.core.access.Permission;
import dev.postern.core.json.Json;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.schema.JsonSchema;
import dev.postern.outbound.eventtype.Contents;
import dev.postern.outbound.eventtype.EventType;
import dev.postern.outbound.eventtype.EventTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Name, description, JSON Schema and an example that is held to it as one types. */
final class EventTypeForm extends Dialog {
  private static final long serialVersionUID = 1L;
  private static final int TYPING_PAUSE_MS = 400;
  private final TextField name = new TextField("Type");
  private final TextField description = new TextField("Description");
  private final TextArea schema = new TextArea("JSON Schema 2020-12 of data");
  private final TextArea example = new TextArea("Example of data");
  private final Div verdict = new Div();

  EventTypeForm(
      EventTypes types, Visit visit, @Nullable EventType present, Consumer<EventType> saved) {
    setHeaderTitle(present == null ? "Register event type" : "Edit event type");
    addClassNames("dialog-m", "dialog-wide");
    name.setPlaceholder("invoice.paid");
    name.setRequired(true);
    if (present != null) {
      name.setValue(present.name());
      name.setReadOnly(true);
      description.setValue(present.contents().description());
      schema.setValue(text(present.contents().schema()));
      example.setValue(text(present.contents().example()));
    }
    schema.setHelperText("Optional. Publishing data that does not fit is refused with 422.");
    verdict.addClassName("badges");
    verdict.getElement().setAttribute("aria-live", "polite");
    for (TextArea area : List.of(schema, example)) {
      area.addClassNames("mono", "tall");
      area.setValueChangeMode(ValueChangeMode.LAZY);
      area.setValueChangeTimeout(TYPING_PAUSE_MS);
      area.addValueChangeListener(change -> judge());
    }
    add(name, description, schema, example, verdict);
    getFooter()
        .add(
            Buttons.quiet("Cancel", click -> close()),
            Buttons.primary("Save", click -> save(types, visit, present, saved)));
    judge();
  }

  private void judge() {
    verdict.removeAll();
    Forms.clear(schema, example);
    JsonNode rules = tree(schema);
    JsonNode data = tree(example);
    if (rules == null || schema.isInvalid() || example.isInvalid()) {
      return;
    }
    List<JsonSchema.Finding> wrong = JsonSchema.check(rules);
    if (!wrong.isEmpty()) {
      say("bad schema", Tone.BAD, wrong.getFirst());
    } else if (data != null) {
      List<JsonSchema.Finding> mismatches = JsonSchema.of(rules).mismatches(data);
      if (mismatches.isEmpty()) {
        verdict.add(new StatusBadge("fits", Tone.GOOD), new Span("The example fits the schema."));
      } else {
        say("does not fit", Tone.WARN, mismatches.getFirst());
      }
    }
  }

  private void say(String word, Tone tone, JsonSchema.Finding finding) {
    String where = finding.pointer().isEmpty() ? "" : finding.pointer() + ": ";
    verdict.add(new StatusBadge(word, tone), new Span(where + finding.detail()));
  }

  private void save(
      EventTypes types, Visit visit, @Nullable EventType present, Consumer<EventType> saved) {
    JsonNode rules = tree(schema);
    JsonNode data = tree(example);
    if (schema.isInvalid() || example.isInvalid()) {
      return;
    }
    Forms.clear(name, description);
    Contents contents = new Contents(description.getValue().strip(), rules, data);
    try {
      EventType done =
          present == null
              ? types.create(
                  visit.tenantTo(Permission.WRITE),
                  name.getValue().strip(),
                  new EventTypes.Edit(contents, false))
              : types.update(
                  visit.tenantTo(Permission.WRITE),
                  present.name(),
                  stored ->
                      new EventTypes.Edit(
                          Meanwhile.over(
                              present.contents(), stored.contents(), contents, present.name()),
                          stored.archived()));
      close();
      saved.accept(done);
    } catch (ProblemException refused) {
      Forms.mark(refused, fields(refused));
    }
  }

  /** A finding within a document belongs to the field that holds it. */
  private Map<String, HasValidationProperties> fields(ProblemException refused) {
    Map<String, HasValidationProperties> fields = new HashMap<>();
    fields.put("/name", name);
    fields.put("/description", description);
    refused
        .problem()
        .errors()
        .forEach(error -> {
          if (error.pointer().startsWith("/schema")) {
            fields.put(error.pointer(), schema);
          } else if (error.pointer().startsWith("/example")) {
            fields.put(error.pointer(), example);
          }
        });
    return fields;
  }

  private static @Nullable JsonNode tree(TextArea area) {
    if (area.getValue().isBlank()) {
      return null;
    }
    try {
      return Json.mapper().readTree(area.getValue());
    } catch (JsonProcessingException notJson) {
      area.setInvalid(true);
      area.setErrorMessage("This is not JSON: " + notJson.getOriginalMessage());
      return null;
    }
  }

  private static String text(@Nullable JsonNode tree) {
    return tree == null ? "" : tree.toPrettyString();
  }
}
