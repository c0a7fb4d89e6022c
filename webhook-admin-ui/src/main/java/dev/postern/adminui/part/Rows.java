package dev.postern.adminui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.function.Function;

/** A short list whose lines are read rather than compared: a grid's are in columns. */
public final class Rows extends UnorderedList {
  private static final long serialVersionUID = 1L;

  private Rows() {
    addClassName("rows");
  }

  public static <T> Rows of(List<T> items, Function<T, Row> row) {
    Rows rows = new Rows();
    items.forEach(item -> rows.add(row.apply(item)));
    return rows;
  }

  /**
   * @param none what is said when there is nothing to list
   */
  public static <T> Component of(List<T> items, Function<T, Row> row, String none) {
    return items.isEmpty() ? new Paragraph(none) : of(items, row);
  }
}
