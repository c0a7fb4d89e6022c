package dev.postern.adminui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Span;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.TenantScope;
import java.util.function.Function;

/** Grids that look alike, and grids over keyset pages. */
public final class Grids {
  /** A screen of them: each costs the browser more than the database. */
  private static final int ROWS_AT_ONCE = 25;

  private Grids() {}

  public static <T> Grid<T> plain(Class<T> type, String label) {
    Grid<T> grid = new Grid<>();
    grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setAllRowsVisible(true);
    grid.getElement().setAttribute("aria-label", label);
    return grid;
  }

  /** Where a row is a card because the screen is narrow: what takes the room that is left. */
  public static <T> Grid.Column<T> main(Grid.Column<T> column) {
    return column.setPartNameGenerator(row -> "main-cell");
  }

  /** With the word that the heading says, where a narrow screen has no heading. */
  public static Component said(String word, Component cell) {
    Span shown = new Span(word + " ");
    shown.addClassName("narrow-word");
    return new Span(shown, cell);
  }

  /** Left out on a narrow screen, where no heading says what it means. */
  public static <T> Grid.Column<T> wideOnly(Grid.Column<T> column) {
    return column.setPartNameGenerator(row -> "wide-cell");
  }

  /** Rows of a list that is read page by page, newest first, and never counted. */
  public static <T> KeysetRows<T> page(Grid<T> grid, Function<PageRequest, Page<T>> read) {
    KeysetRows<T> rows =
        new KeysetRows<>(
            // After a redraw nobody asked for, the grid asks when the redraw is over.
            part -> TenantScope.Carried.none().run(() -> read.apply(part)),
            row -> grid.getDataCommunicator().isItemActive(row));
    grid.setPageSize(ROWS_AT_ONCE);
    grid.setItems(query -> rows.fetch(query.getOffset(), query.getLimit()));
    rows.follow(grid.getDataProvider());
    var unused = grid.addAttachListener(attach -> rows.restart());
    return rows;
  }
}
