package dev.postern.adminui.part;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a live list up to date. Somebody who has scrolled down keeps their place; this button tells
 * them that there are newer rows, and shows those.
 */
public final class NewerRows extends Button {
  private static final long serialVersionUID = 1L;
  private @Nullable Grid<?> grid;
  private transient @Nullable KeysetRows<?> rows;
  private transient BooleanSupplier outdated = () -> false;

  /**
   * @param what the rows are, in the plural
   */
  public NewerRows(String what) {
    setText("Newer " + what + " arrived: show them");
    addClassName("pill");
    setVisible(false);
    addClickListener(click -> top());
  }

  /**
   * Of that list, from its top, until the next one.
   *
   * @param id by which a row is the same though it has changed
   */
  public <T> void of(Grid<T> list, KeysetRows<T> served, Function<? super T, ?> id) {
    setVisible(false);
    grid = list;
    rows = served;
    outdated = () -> served.outdated(id);
  }

  /** There is no list for now. */
  public void ofNone() {
    setVisible(false);
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
      setVisible(false);
      grid.getDataProvider().refreshAll();
    } else if (!isVisible()) {
      setVisible(outdated.getAsBoolean());
    }
  }

  /** Begins the list anew and shows its top. */
  public void top() {
    setVisible(false);
    if (grid != null) {
      grid.scrollToStart();
      grid.getDataProvider().refreshAll();
    }
  }
}
