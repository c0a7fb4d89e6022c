package dev.postern.adminui.part;

import com.vaadin.flow.data.provider.DataChangeEvent;
import com.vaadin.flow.data.provider.DataProvider;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Serves a grid, which asks by offset, from a list that is read by cursor. It keeps the rows read
 * so far, so that scrolling on costs one page and scrolling back nothing, and leaves out none: what
 * is above and below in the grid is of one reading. That begins anew when the grid is told to
 * refresh all. One user at a time (Vaadin's session lock sees to it).
 */
public final class KeysetRows<T> {
  private final Function<PageRequest, Page<T>> read;
  private final Predicate<T> shown;
  private final List<T> rows = new ArrayList<>();
  private @Nullable String cursor;
  private boolean ended;

  /**
   * @param shown whether the reader's browser has that row, on the screen or close to it
   */
  KeysetRows(Function<PageRequest, Page<T>> read, Predicate<T> shown) {
    this.read = read;
    this.shown = shown;
  }

  Stream<T> fetch(int offset, int limit) {
    while (!ended && rows.size() < offset + limit) {
      // Somebody far down whose list begins anew does not wait for screen after screen.
      int missing = Math.min(offset + limit - rows.size(), PageRequest.MAX_LIMIT);
      Page<T> page = read.apply(PageRequest.of(String.valueOf(missing), cursor));
      rows.addAll(page.data());
      cursor = page.nextCursor();
      ended = cursor == null;
    }
    return rows.stream().skip(offset).limit(limit);
  }

  /** Begins anew whenever that provider is told to refresh all. */
  void follow(DataProvider<T, ?> provider) {
    var unused =
        provider.addDataProviderListener(change -> {
          if (!(change instanceof DataChangeEvent.DataRefreshEvent)) {
            restart();
          }
        });
  }

  /** Forgets what was read: whatever comes next is asked for from the beginning. */
  void restart() {
    rows.clear();
    cursor = null;
    ended = false;
  }

  /** Whether the reader looks at the top of the list, where new rows arrive. */
  boolean atTop() {
    return rows.isEmpty() || shown.test(rows.getFirst());
  }

  /** Whether the list begins by now with a row that was not there when it was read. */
  boolean outdated(Function<? super T, ?> id) {
    return read.apply(PageRequest.first(1)).data().stream()
        .map(id)
        .anyMatch(first -> rows.stream().noneMatch(row -> first.equals(id.apply(row))));
  }
}
