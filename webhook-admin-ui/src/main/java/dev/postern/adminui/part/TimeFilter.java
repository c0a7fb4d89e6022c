package dev.postern.adminui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.select.Select;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The filter by time: the last hour, day, week or month, or from one moment to another in the
 * reader's own zone. Its parts stand in the row of the other filters.
 */
public final class TimeFilter {
  private static final String ANY = "Any time";
  private static final String BETWEEN = "between";
  private static final Duration FIRST_GUESS = Duration.ofDays(1);
  private final Select<String> choice = new Select<>();
  private final MomentField since = new MomentField("From");
  private final MomentField until = new MomentField("Until");
  private final Times times;
  private Runnable changed = () -> {};

  public TimeFilter(Times times) {
    this.times = times;
    choice.setLabel("Time");
    choice.setEmptySelectionAllowed(true);
    choice.setEmptySelectionCaption(ANY);
    choice.setPlaceholder(ANY);
    choice.setItems(
        Stream.concat(Stream.of(Lately.values()).map(each -> each.word), Stream.of(BETWEEN))
            .toList());
    choice.setItemLabelGenerator(TimeFilter::label);
    choice.addValueChangeListener(change -> {
      if (change.isFromClient()) {
        choose(change.getOldValue());
      }
    });
    for (MomentField field : List.of(since, until)) {
      field.addValueChangeListener(change -> tell(change.isFromClient()));
    }
    between(false);
  }

  /** Calls it when a person has chosen another range, and one that can be. */
  public void whenChanged(Runnable call) {
    changed = call;
  }

  public Component[] parts() {
    return new Component[] {choice, since, until};
  }

  /** As the address has it. */
  public void show(TimeRange range) {
    switch (range) {
      case TimeRange.Last(Lately length) -> {
        choice.setValue(length.word);
        between(false);
      }
      case TimeRange.Between(Instant from, Instant to) -> {
        boolean any = range.equals(TimeRange.ANY);
        choice.setValue(any ? null : BETWEEN);
        since.show(from);
        until.show(to);
        between(!any);
        judge(range);
      }
    }
  }

  public TimeRange value() {
    String word = choice.getValue();
    return word == null
        ? TimeRange.ANY
        : Lately.of(word)
            .<TimeRange>map(TimeRange.Last::new)
            .orElseGet(() -> new TimeRange.Between(since.moment(), until.moment()));
  }

  /** Begins with what was shown before, so that nothing jumps. */
  private void choose(@Nullable String before) {
    boolean between = BETWEEN.equals(choice.getValue());
    if (between) {
      Duration back =
          before == null
              ? FIRST_GUESS
              : Lately.of(before).map(known -> known.length).orElse(FIRST_GUESS);
      since.show(times.now().minus(back).truncatedTo(ChronoUnit.MINUTES));
      until.show(null);
    }
    between(between);
    tell(true);
  }

  private void between(boolean shown) {
    since.setVisible(shown);
    until.setVisible(shown);
  }

  private void tell(boolean byPerson) {
    if (byPerson && judge(value()) && complete()) {
      changed.run();
    }
  }

  /** Half a moment would leave that end open. */
  private boolean complete() {
    return !BETWEEN.equals(choice.getValue()) || since.complete() && until.complete();
  }

  private boolean judge(TimeRange range) {
    Forms.clear(since, until);
    if (range.reversed()) {
      Forms.mark(until, "The end has to be later than the beginning.");
      return false;
    }
    return true;
  }

  private static String label(@Nullable String word) {
    return word == null ? ANY : Lately.of(word).map(known -> known.label).orElse("From … until …");
  }
}
