package dev.postern.adminui.part;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a live list up to date. Somebody who has scrolled down keeps their place; a button tells
 * them that there are newer rows, and shows those. It comes up within a region that screen readers
 * announce: a button that were one itself would be none any more to them.
 */
public final class NewerRows extends Div {
  private static final long serialVersionUID = 1L;
  private final Button show;
  private @Nullable Grid<?> grid;
  private transient @Nullable KeysetRows<?> rows;
  private transient BooleanSupplier outdated = () -> false;

  /**
   * @param what the rows are, in the plural
   */
  public NewerRows(String what) {
    show = new Button("Newer " + what + " arrived: show them", click -> top());
    show.setVisible(false);
    addClassName("newer");
    getElement().setAttribute("aria-live", "polite");
    add(show);
  }

  /**
   * Of that list, from its top, until the next one.
   *
   * @param id by which a row is the same though it has changed
   */
  public <T> void of(Grid<T> list, KeysetRows<T> served, Function<? super T, ?> id) {
    show.setVisible(false);
    grid = list;
    rows = served;
    outdated = () -> served.outdated(id);
  }

  /** There is no list for now. */
  public void ofNone() {
    show.setVisible(false);
    grid = null;
    rows = null;
  }

  /** Whether there is a list. */
  public boolean ofAny() {
    return grid != null;
  }

  /** The list may have newer rows: they are shown at once to whoever looks at its top. */
  public void arrived() {
    if (grid == null || rows == null) {
      return;
    }
    if (rows.atTop()) {
      show.setVisible(false);
      grid.getDataProvider().refreshAll();
    } else if (!show.isVisible()) {
      show.setVisible(outdated.getAsBoolean());
    }
  }

  /** Begins the list anew and shows its top. */
  public void top() {
    show.setVisible(false);
    if (grid != null) {
      grid.scrollToStart();
      grid.getDataProvider().refreshAll();
    }
  }
}
