package dev.postern.adminui.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A live list on a page; whether its reader looks at the top is what their browser would say. */
class NewerRowsTest {
  private final List<Integer> stored = new ArrayList<>(List.of(3, 2, 1));
  private final List<Integer> read = new ArrayList<>();
  private final UI ui = new UI();
  private final Grid<Numbered> grid = new Grid<>();
  private final KeysetRows<Numbered> rows = new KeysetRows<>(this::page, row -> this.topInView);
  private final NewerRows newer = new NewerRows("numbers");
  private boolean topInView = true;

  @BeforeEach
  void open() {
    ui.getInternals().setSession(new LockedSession());
    grid.setItems(query -> rows.fetch(query.getOffset(), query.getLimit()));
    rows.follow(grid.getDataProvider());
    newer.of(grid, rows, Numbered::number);
    ui.add(newer, grid);
    flush();
    assertThat(read).containsExactly(3, 2, 1);
    assertThat(show().isVisible()).isFalse();
  }

  @Test
  void whoever_looks_at_the_top_sees_newer_rows_at_once() {
    arrives(4);
    assertThat(read).containsExactly(4, 3, 2, 1);
    assertThat(show().isVisible()).isFalse();
  }

  @Test
  void whoever_has_scrolled_down_is_told_and_shown_them_at_a_click() {
    topInView = false;
    arrives(4);
    assertThat(show().isVisible()).isTrue();
    assertThat(show().getText()).isEqualTo("Newer numbers arrived: show them");
    assertThat(read).as("their place is kept").containsExactly(4);

    read.clear();
    show().click();
    flush();
    assertThat(show().isVisible()).isFalse();
    assertThat(read).containsExactly(4, 3, 2, 1);
  }

  @Test
  void nobody_is_told_of_what_concerns_another_list() {
    topInView = false;
    newer.arrived();
    assertThat(show().isVisible()).isFalse();
    stored.removeFirst();
    newer.arrived();
    assertThat(show().isVisible()).as("of one that no longer fits the filters").isFalse();
  }

  @Test
  void a_list_goes_on_by_itself_once_its_top_is_in_view_again() {
    topInView = false;
    arrives(4);
    topInView = true;
    arrives(5);
    assertThat(show().isVisible()).isFalse();
    assertThat(read).containsExactly(5, 4, 3, 2, 1);
  }

  @Test
  void without_a_list_nobody_is_told() {
    topInView = false;
    arrives(4);
    newer.ofNone();
    assertThat(show().isVisible()).isFalse();
    arrives(5);
    assertThat(show().isVisible()).isFalse();
    assertThat(newer.ofAny()).isFalse();
  }

  @Test
  void another_list_has_nothing_newer_yet() {
    topInView = false;
    arrives(4);
    newer.of(grid, rows, Numbered::number);
    assertThat(show().isVisible()).isFalse();
    assertThat(newer.ofAny()).isTrue();
  }

  @Test
  void a_list_that_is_on_the_page_again_is_read_anew() {
    Grid<Numbered> list = Grids.plain(Numbered.class, "Numbers");
    var unused = Grids.page(list, this::page);
    ui.add(list);
    flush();
    ui.remove(list);
    stored.addFirst(4);
    read.clear();
    ui.add(list);
    flush();
    assertThat(read).containsExactly(4, 3, 2, 1);
  }

  private Button show() {
    return (Button) newer.getChildren().findFirst().orElseThrow();
  }

  private void arrives(int row) {
    stored.addFirst(row);
    read.clear();
    newer.arrived();
    flush();
  }

  private void flush() {
    ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
  }

  private Page<Numbered> page(PageRequest page) {
    List<Integer> answer = stored.stream().limit(page.limit()).toList();
    read.addAll(answer);
    return Page.all(answer.stream().map(Numbered::new).toList());
  }

  /** Read anew it is another object, as a row with a body is. */
  private static final class Numbered {
    private final int number;

    Numbered(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }
}
