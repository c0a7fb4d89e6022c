package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.outbound.subscription.FilterTrial;
import org.jspecify.annotations.Nullable;

/** A filter, tried on the sample event as one types. */
final class FilterField extends Div {
  private static final long serialVersionUID = 1L;
  private static final int TYPING_PAUSE_MS = 300;
  private final TextArea filter = new TextArea("Filter");
  private final Div verdict = new Div();
  private final transient FilterTrial trial;
  private final SampleEvent sample;

  FilterField(FilterTrial trial, SampleEvent sample) {
    this.trial = trial;
    this.sample = sample;
    addClassName("stack");
    filter.setPlaceholder("data.amount > 1000");
    filter.setHelperText(
        "Optional. A CEL expression over type, data and channel: only events that make it true are"
            + " delivered.");
    filter.addClassName("mono");
    verdict.addClassName("badges");
    verdict.getElement().setAttribute("aria-live", "polite");
    filter.setValueChangeMode(ValueChangeMode.LAZY);
    filter.setValueChangeTimeout(TYPING_PAUSE_MS);
    filter.addValueChangeListener(change -> judge());
    sample.whenChanged(this::judge);
    add(filter, verdict);
  }

  TextArea field() {
    return filter;
  }

  @Nullable String expression() {
    return filter.getValue().isBlank() ? null : filter.getValue().strip();
  }

  void show(@Nullable String expression) {
    filter.setValue(expression == null ? "" : expression);
    judge();
  }

  private void judge() {
    verdict.removeAll();
    filter.setInvalid(false);
    String expression = expression();
    if (expression == null) {
      return;
    }
    switch (trial.filter(expression, sample.value())) {
      case FilterTrial.Outcome.Passes passes ->
          say("passes", Tone.GOOD, "The sample event would be delivered.");
      case FilterTrial.Outcome.HeldBack(String reason) ->
          say(
              "held back",
              Tone.WARN,
              reason == null
                  ? "The sample event would not be delivered."
                  : "It cannot be evaluated for the sample: " + reason);
      case FilterTrial.Outcome.Becomes becomes ->
          throw new IllegalStateException("a filter makes nothing");
      case FilterTrial.Outcome.Invalid(String sentence) -> {
        filter.setInvalid(true);
        filter.setErrorMessage(sentence);
      }
    }
  }

  private void say(String word, Tone tone, String sentence) {
    verdict.add(new StatusBadge(word, tone), new Span(sentence));
  }
}
