package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.postern.adminui.part.CodeBox;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.outbound.subscription.FilterTrial;
import org.jspecify.annotations.Nullable;

/** A transformation, and what the sample event's data become by it. */
final class TransformationField extends Div {
  private static final long serialVersionUID = 1L;
  private static final int TYPING_PAUSE_MS = 300;
  private final TextArea transformation = new TextArea("Transformation");
  private final Div result = new Div();
  private final transient FilterTrial trial;
  private final SampleEvent sample;

  TransformationField(FilterTrial trial, SampleEvent sample) {
    this.trial = trial;
    this.sample = sample;
    addClassName("stack");
    transformation.setPlaceholder("{\"total\": data.amount, \"kind\": type}");
    transformation.setHelperText(
        "Optional. A CEL expression over type, data and channel: its value is sent in place of the"
            + " data.");
    transformation.addClassName("mono");
    transformation.setValueChangeMode(ValueChangeMode.LAZY);
    transformation.setValueChangeTimeout(TYPING_PAUSE_MS);
    transformation.addValueChangeListener(change -> judge());
    sample.whenChanged(this::judge);
    result.addClassName("stack");
    result.getElement().setAttribute("aria-live", "polite");
    add(transformation, result);
  }

  TextArea field() {
    return transformation;
  }

  @Nullable String expression() {
    return transformation.getValue().isBlank() ? null : transformation.getValue().strip();
  }

  void show(@Nullable String expression) {
    transformation.setValue(expression == null ? "" : expression);
    judge();
  }

  private void judge() {
    result.removeAll();
    transformation.setInvalid(false);
    String expression = expression();
    if (expression == null) {
      return;
    }
    switch (trial.transformation(expression, sample.value())) {
      case FilterTrial.Outcome.Becomes(String json) -> {
        say("made", Tone.GOOD, "The sample's data become:");
        result.add(CodeBox.body(json, "data as sent"));
      }
      case FilterTrial.Outcome.HeldBack(String reason) ->
          say("fails", Tone.WARN, "It cannot be evaluated for the sample: " + reason);
      case FilterTrial.Outcome.Passes passes ->
          throw new IllegalStateException("a transformation lets nothing pass");
      case FilterTrial.Outcome.Invalid(String sentence) -> {
        transformation.setInvalid(true);
        transformation.setErrorMessage(sentence);
      }
    }
  }

  private void say(String word, Tone tone, String sentence) {
    Div line = new Div(new StatusBadge(word, tone), new Span(sentence));
    line.addClassName("badges");
    result.add(line);
  }
}
