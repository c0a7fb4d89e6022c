package dev.postern.adminui.part;

import com.vaadin.flow.component.select.Select;
import java.util.function.Function;
import java.util.function.Predicate;

/** A filter of a few choices that may be left open. */
public final class AnySelect<T> extends Select<T> {
  private static final long serialVersionUID = 1L;

  /**
   * @param any what it says while nothing is chosen
   */
  public AnySelect(String label, String any, Function<T, String> words) {
    setLabel(label);
    setEmptySelectionAllowed(true);
    setEmptySelectionCaption(any);
    setPlaceholder(any);
    setItemLabelGenerator(value -> value == null ? any : words.apply(value));
  }

  /** Chooses the one that fits; none, when none does. */
  public void choose(Predicate<T> fits) {
    setValue(getListDataView().getItems().filter(fits).findFirst().orElse(null));
  }
}
