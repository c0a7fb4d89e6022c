package dev.postern.adminui.sources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.core.json.Json;
import dev.postern.core.problem.ProblemException;
import dev.postern.ingest.EventLocation;
import dev.postern.ingest.MaxEventAge;
import dev.postern.ingest.SourceSettings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must be in a webhook, and where its names are. */
final class PayloadPage implements SourcePage {
  private static final String PLACE = "header:Name, or body: and a JSON pointer.";
  private final Lines required;
  private final TextField agePointer = new TextField("Event's own time, JSON pointer");
  private final IntegerField age = new IntegerField("… may be seconds old at most");
  private final TextField id = new TextField("Event id at");
  private final TextField type = new TextField("Event type at");
  private final Select<Copies> copies = new Select<>();
  private final TextArea schema = new TextArea("JSON Schema");

  PayloadPage(SourceSettings settings) {
    required =
        new Lines("Fields that must be there", settings.requiredFields())
            .hint("/data/id", "JSON pointers, one a line. Without one of them: 422.");
    MaxEventAge oldest = settings.maxEventAge();
    agePointer.setPlaceholder("/created");
    age.setPlaceholder("Any age");
    if (oldest != null) {
      agePointer.setValue(oldest.pointer());
      age.setValue(oldest.maxSeconds());
    }
    EventLocation place = settings.eventLocation();
    id.setPlaceholder("The provider's");
    id.setHelperText(PLACE);
    type.setPlaceholder("The provider's");
    type.setHelperText(PLACE);
    if (place != null) {
      id.setValue(text(place.id()));
      type.setValue(text(place.type()));
    }
    copies.setLabel("The same content under another event id");
    copies.setItems(Copies.values());
    copies.setItemLabelGenerator(Copies::label);
    copies.setValue(Copies.of(settings.refuseRepeatedBodies()));
    copies.setHelperText("Where the id is not signed, a captured request could carry a new one.");
    schema.setPlaceholder("{\"type\": \"object\", \"required\": [\"id\"]}");
    schema.setHelperText("Optional, draft 2020-12. What does not fit it is refused with 422.");
    schema.setValue(settings.jsonSchema() == null ? "" : settings.jsonSchema().toPrettyString());
    schema.addClassNames("mono", "tall");
  }

  @Override
  public String title() {
    return "Payload";
  }

  @Override
  public Component content() {
    Div pairs = new Div(agePointer, age, id, type, copies, required, schema);
    pairs.addClassName("pairs");
    copies.addClassName("whole");
    required.addClassName("whole");
    schema.addClassName("whole");
    return pairs;
  }

  @Override
  public void fill(ObjectNode settings) {
    required.fill(settings, "required_fields");
    if (age.getValue() == null && agePointer.getValue().isBlank()) {
      settings.putNull("max_event_age");
    } else {
      settings
          .putObject("max_event_age")
          .put("pointer", agePointer.getValue().strip())
          .put("max_seconds", age.getValue() == null ? 0 : age.getValue());
    }
    if (id.getValue().isBlank() && type.getValue().isBlank()) {
      settings.putNull("event_location");
    } else {
      settings
          .putObject("event_location")
          .put("id", blank(id.getValue()))
          .put("type", blank(type.getValue()));
    }
    settings.put("refuse_repeated_bodies", copies.getValue().refused());
    if (schema.getValue().isBlank()) {
      settings.putNull("json_schema");
      return;
    }
    try {
      settings.set("json_schema", Json.mapper().readTree(schema.getValue()));
    } catch (JsonProcessingException notJson) {
      throw ProblemException.unprocessable(
          "invalid_value", "/json_schema", "It is not JSON: " + notJson.getOriginalMessage());
    }
  }

  @Override
  public Map<String, HasValidationProperties> fields() {
    Map<String, HasValidationProperties> fields = new HashMap<>();
    required.name(fields, "/required_fields");
    fields.put("/max_event_age/pointer", agePointer);
    fields.put("/max_event_age/max_seconds", age);
    fields.put("/event_location/id", id);
    fields.put("/event_location/type", type);
    fields.put("/refuse_repeated_bodies", copies);
    fields.put("/json_schema", schema);
    return fields;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static @Nullable String blank(String value) {
    return value.isBlank() ? null : value.strip();
  }
}
