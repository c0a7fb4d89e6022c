package dev.postern.adminui.sources;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.List;
import java.util.Map;

/** A list of words, one a line. */
final class Lines extends TextArea {
  private static final long serialVersionUID = 1L;

  Lines(String label, List<String> values) {
    super(label);
    setValue(String.join("\n", values));
    addClassName("mono");
  }

  Lines hint(String placeholder, String helper) {
    setPlaceholder(placeholder);
    setHelperText(helper);
    return this;
  }

  List<String> words() {
    return getValue().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  void fill(ObjectNode settings, String name) {
    ArrayNode array = settings.putArray(name);
    words().forEach(array::add);
  }

  /** The list as a whole, and each of its lines. */
  void name(Map<String, HasValidationProperties> fields, String pointer) {
    fields.put(pointer, this);
    for (int i = 0; i < words().size(); i++) {
      fields.put(pointer + "/" + i, this);
    }
  }
}
