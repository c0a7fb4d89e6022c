package dev.postern.adminui.part;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import java.time.Duration;
import java.time.Instant;

/**
 * How long it is until a moment, to the second. The browser counts by itself ({@code console.js}),
 * by how much is left rather than by its own clock, and tells the server once: when it is over.
 */
@Tag("time")
public final class Countdown extends HtmlContainer {
  private static final long serialVersionUID = 1L;
  private final transient Times times;
  private final transient Instant end;

  Countdown(Instant end, Times times, Runnable over) {
    this.end = end;
    this.times = times;
    addClassName("countdown");
    getElement().setAttribute("datetime", end.toString());
    getElement().setAttribute("title", Times.exact(end));
    setText(words(left()));
    getElement().addEventListener("countdown-over", event -> over.run());
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    getElement().executeJs("window.postern.countDown(this, $0)", Long.toString(left().toMillis()));
  }

  private Duration left() {
    Duration left = Duration.between(times.now(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** {@code 2 d 3 h 12 min 04 s}, from the largest unit that counts. */
  static String words(Duration left) {
    StringBuilder words = new StringBuilder();
    unit(words, left.toDays(), "%d d ", "%d d ");
    unit(words, left.toHoursPart(), "%d h ", "%d h ");
    unit(words, left.toMinutesPart(), "%d min ", "%02d min ");
    return words
        .append((words.isEmpty() ? "%d s" : "%02d s").formatted(left.toSecondsPart()))
        .toString();
  }

  private static void unit(StringBuilder words, long amount, String first, String later) {
    if (amount > 0 || !words.isEmpty()) {
      words.append((words.isEmpty() ? first : later).formatted(amount));
    }
  }
}
