package dev.postern.adminui.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import dev.postern.core.store.StoreException;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class FreshnessTest {
  private static final Instant SINCE = Instant.parse("2026-05-03T14:05:10Z");
  private static final BooleanSupplier AWAY =
      () -> {
        throw new StoreException("read", new IllegalStateException("connection refused"));
      };
  private final Div figures = new Div(new Span("42"));
  private final Main page = new Main(figures);

  @Test
  void a_page_says_once_of_when_it_is_while_the_database_is_away() {
    assertThat(Freshness.redraw(page, SINCE, AWAY)).as("tries again").isTrue();
    assertThat(Freshness.redraw(page, SINCE.plusSeconds(60), AWAY)).isTrue();

    assertThat(page.getComponentCount()).isEqualTo(2);
    assertThat(page.getElement().getChild(0).getTextRecursively())
        .contains("since 14:05:10 UTC on 3 May");
    assertThat(page.getComponentAt(1)).as("what stood there").isSameAs(figures);
  }

  @Test
  void it_takes_that_back_with_the_first_redraw_that_succeeds() {
    boolean told = Freshness.redraw(page, SINCE, AWAY);

    assertThat(told).isTrue();
    assertThat(Freshness.redraw(page, SINCE, () -> false)).isFalse();
    assertThat(page.getChildren()).containsExactly(figures);
  }

  @Test
  void what_failed_otherwise_is_not_hidden() {
    assertThatThrownBy(() ->
            Freshness.redraw(
                page,
                SINCE,
                () -> {
                  throw new IllegalStateException("a fault of ours");
                }))
        .hasMessage("a fault of ours");
  }
}
