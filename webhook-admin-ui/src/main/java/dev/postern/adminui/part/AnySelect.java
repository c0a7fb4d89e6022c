package dev.postern.adminui.part;

import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

  /** In their order. */
  public void offer(Collection<T> values) {
    // Of its own, so that one more can be added.
    setItems(new ArrayList<>(values));
  }

  /**
   * Chooses that one, of those that were offered. What an address names and the list does not have
   * (it was deleted, or there are too many) is offered too: a filter that holds is seen.
   */
  public void choose(@Nullable T value) {
    if (value != null && !getListDataView().contains(value)) {
      getListDataView().addItem(value);
    }
    setValue(value);
  }
}
