package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Event types as chips; any typed word becomes one. */
final class EventTypesField extends MultiSelectComboBox<String> {
  private static final long serialVersionUID = 1L;
  private final Set<String> known = new LinkedHashSet<>(List.of("*"));

  /**
   * @param catalogue what to offer; any other may be typed
   */
  EventTypesField(List<String> catalogue) {
    super("Event types");
    known.addAll(catalogue);
    setAllowCustomValue(true);
    setItems(known);
    setItemLabelGenerator(type -> type);
    setHelperText("Such as invoice.paid, or invoice.* for all below, or * for everything.");
    setPlaceholder("Type one and press Enter");
    setAutoExpand(AutoExpandMode.VERTICAL);
    addCustomValueSetListener(typed -> {
      Set<String> chosen = new LinkedHashSet<>(getValue());
      for (String word : typed.getDetail().split("[\\s,]+")) {
        if (!word.isBlank()) {
          chosen.add(word);
        }
      }
      choose(chosen);
    });
  }

  void choose(Set<String> types) {
    known.addAll(types);
    setItems(known);
    setValue(types);
  }

  List<String> chosen() {
    return List.copyOf(getValue());
  }
}
