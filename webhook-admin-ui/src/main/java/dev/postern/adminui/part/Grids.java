package dev.postern.adminui.part;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import java.util.function.Function;

/** Grids that look alike, and grids over keyset pages. */
public final class Grids {
  private Grids() {}

  public static <T> Grid<T> plain(Class<T> type, String label) {
    Grid<T> grid = new Grid<>();
    grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setAllRowsVisible(true);
    grid.getElement().setAttribute("aria-label", label);
    return grid;
  }

  /** Rows of a list that is read page by page, newest first, and never counted. */
  public static <T> KeysetRows<T> page(Grid<T> grid, Function<PageRequest, Page<T>> read) {
    KeysetRows<T> rows = new KeysetRows<>(read);
    grid.setPageSize(PageRequest.DEFAULT_LIMIT);
    grid.setItems(query -> rows.fetch(query.getOffset(), query.getLimit()));
    return rows;
  }
}
