package dev.postern.adminui.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.server.VaadinSession;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveToggleTest {
  private final AtomicInteger drawn = new AtomicInteger();
  private final Main page = new Main();
  private LiveToggle toggle;

  @BeforeEach
  void open() {
    VaadinSession.setCurrent(new LockedSession());
    toggle = new LiveToggle(page, drawn::incrementAndGet);
  }

  @AfterEach
  void close() {
    VaadinSession.setCurrent(null);
  }

  @Test
  void a_paused_page_stays_as_it_is_and_is_drawn_once_when_it_goes_on() {
    assertThat(LiveToggle.holds(page)).isFalse();
    toggle.click();
    assertThat(toggle.getText()).isEqualTo("Resume updates");
    assertThat(LiveToggle.holds(page)).isTrue();
    assertThat(drawn).hasValue(0);

    toggle.click();
    assertThat(toggle.getText()).isEqualTo("Pause updates");
    assertThat(LiveToggle.holds(page)).isFalse();
    assertThat(drawn).hasValue(1);
  }

  @Test
  void the_next_page_is_paused_too_unless_it_has_no_way_to_go_on() {
    toggle.click();
    Main next = new Main();
    assertThat(LiveToggle.holds(next)).as("a job's progress").isFalse();
    assertThat(new LiveToggle(next, () -> {}).getText()).isEqualTo("Resume updates");
    assertThat(LiveToggle.holds(next)).isTrue();
  }
}
