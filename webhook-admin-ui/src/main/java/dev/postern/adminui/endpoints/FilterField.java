package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.outbound.subscription.FilterTrial;
import org.jspecify.annotations.Nullable;

/** A filter, and a sample event that it is tried on as one types. */
final class FilterField extends Div {
  private static final long serialVersionUID = 1L;
  private static final int TYPING_PAUSE_MS = 300;
  private static final String SAMPLE =
      """
      {
        "amount": 4200,
        "currency": "EUR"
      }\
      """;
  private final TextArea filter = new TextArea("Filter");
  private final TextField type = new TextField("Sample event's type");
  private final TextArea data = new TextArea("Sample event's data");
  private final Div verdict = new Div();
  private final transient Catalogue catalogue;

  FilterField(Catalogue catalogue, Visit visit) {
    this.catalogue = catalogue;
    addClassName("stack");
    filter.setPlaceholder("data.amount > 1000");
    filter.setHelperText(
        "Optional. A CEL expression over type, data and channel: only events that make it true are"
            + " delivered.");
    type.setValue("invoice.paid");
    data.setValue(SAMPLE);
    data.addClassName("mono");
    filter.addClassName("mono");
    verdict.addClassName("badges");
    verdict.getElement().setAttribute("aria-live", "polite");
    filter.setValueChangeMode(ValueChangeMode.LAZY);
    filter.setValueChangeTimeout(TYPING_PAUSE_MS);
    data.setValueChangeMode(ValueChangeMode.LAZY);
    data.setValueChangeTimeout(TYPING_PAUSE_MS);
    filter.addValueChangeListener(change -> judge());
    data.addValueChangeListener(change -> judge());
    type.addValueChangeListener(change -> {
      if (change.isFromClient()) {
        catalogue.example(visit, change.getValue().strip()).ifPresent(data::setValue);
        judge();
      }
    });
    Div sample = new Div(type, data);
    sample.addClassName("stack");
    add(filter, verdict, new Details("Try it on a sample event", sample));
  }

  TextArea field() {
    return filter;
  }

  /** Takes the example of this type for the sample, if it has one. */
  void sampleOf(Visit visit, String eventType) {
    catalogue
        .example(visit, eventType)
        .ifPresent(example -> {
          type.setValue(eventType);
          data.setValue(example);
        });
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
    FilterTrial.Sample sample =
        new FilterTrial.Sample(type.getValue().strip(), null, data.getValue());
    switch (catalogue.trial().filter(expression, sample)) {
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
