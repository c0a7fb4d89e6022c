package dev.postern.adminui.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.data.provider.ArrayUpdater;
import com.vaadin.flow.data.provider.DataCommunicator;
import com.vaadin.flow.data.provider.DataProvider;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A grid over more rows than a page, as the browser asks it for the rows in its viewport. */
class KeysetRowsTest {
  private static final int PAGE = 25;
  private final List<Integer> stored =
      new ArrayList<>(IntStream.rangeClosed(1, 200).boxed().toList().reversed());
  private final UI ui = new UI();

  private final Browser browser = new Browser();

  /** What a grid asks for its rows. */
  private final DataCommunicator<Integer> grid =
      new DataCommunicator<>(
          (row, json) -> json.put("row", row), browser, json -> {}, ui.getElement().getNode());

  private final KeysetRows<Integer> rows = new KeysetRows<>(this::read, grid::isItemActive);
  private int update;
  private int reads;

  KeysetRowsTest() {
    grid.setPageSize(PAGE);
    var unused =
        grid.setDataProvider(
            DataProvider.fromCallbacks(
                query -> rows.fetch(query.getOffset(), query.getLimit()),
                query -> {
                  throw new AssertionError("nobody counts");
                }),
            null);
    grid.setDefinedSize(false);
    rows.follow(grid.getDataProvider());
  }

  @Test
  void a_reader_who_has_not_scrolled_is_at_the_top() {
    looks(0, 25);
    assertThat(rows.atTop()).isTrue();
  }

  @Test
  void one_whose_screen_takes_two_pages_is_at_the_top_after_every_refresh() {
    looks(0, 50);
    assertThat(rows.atTop()).isTrue();
    for (int i = 201; i < 204; i++) {
      stored.addFirst(i);
      grid.getDataProvider().refreshAll();
      flush();
      assertThat(rows.atTop()).as("after %s arrived", i).isTrue();
    }
  }

  @Test
  void one_who_scrolled_down_is_not_until_they_are_back() {
    looks(0, 50);
    looks(25, 50);
    assertThat(rows.atTop()).isFalse();
    looks(75, 50);
    assertThat(rows.atTop()).isFalse();
    looks(25, 50);
    assertThat(rows.atTop()).isFalse();
    looks(0, 50);
    assertThat(rows.atTop()).isTrue();
  }

  @Test
  void a_list_that_starts_over_is_shown_from_its_top() {
    looks(75, 50);
    rows.restart();
    assertThat(rows.atTop()).isTrue();
  }

  @Test
  void scrolling_back_to_the_top_leaves_no_row_out_though_newer_ones_arrived() {
    looks(0, 50);
    looks(50, 50);
    stored.addFirst(201);
    stored.addFirst(202);
    looks(25, 50);
    looks(0, 50);
    assertThat(browser.shown.subList(0, 50)).isEqualTo(descending(200, 50));
    assertThat(reads).as("nothing is read twice").isEqualTo(100);

    grid.getDataProvider().refreshAll();
    flush();
    assertThat(browser.shown.subList(0, 50)).isEqualTo(descending(202, 50));
  }

  @Test
  void a_jump_back_to_the_top_leaves_no_row_out() {
    looks(0, 50);
    looks(50, 75);
    stored.addFirst(201);
    looks(0, 75);
    assertThat(browser.shown.subList(0, 75)).isEqualTo(descending(200, 75));
  }

  private static List<Integer> descending(int first, int count) {
    return IntStream.range(0, count).mapToObj(i -> first - i).toList();
  }

  /** What the browser says when somebody scrolls, and that it has drawn the answer. */
  private void looks(int start, int length) {
    grid.setViewportRange(start, length);
    flush();
  }

  private void flush() {
    ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
    grid.confirmUpdate(update++);
  }

  private Page<Integer> read(PageRequest page) {
    List<Integer> below =
        stored.stream()
            .filter(row -> Long.compareUnsigned(row, page.bound().getMostSignificantBits()) < 0)
            .limit(page.limit() + 1L)
            .toList();
    reads += page.limit();
    return page.page(below, row -> new UUID(row, 0));
  }

  /** Draws whatever it is sent. */
  private static final class Browser implements ArrayUpdater {
    private static final long serialVersionUID = 1L;
    private final List<Integer> shown = new ArrayList<>(Collections.nCopies(200, 0));

    @Override
    public Update startUpdate(int size) {
      return new Update() {
        private static final long serialVersionUID = 1L;

        @Override
        public void clear(int start, int length) {}

        @Override
        public void set(int start, List<JsonNode> items) {
          for (int i = 0; i < items.size(); i++) {
            shown.set(start + i, items.get(i).get("row").asInt());
          }
        }

        @Override
        public void commit(int update) {}
      };
    }

    @Override
    public void initialize() {}
  }
}
