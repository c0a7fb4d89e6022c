package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.postern.adminui.access.Visit;
import dev.postern.outbound.subscription.FilterTrial;
import java.util.ArrayList;
import java.util.List;

/** An event made up to try expressions on; the example of its type where there is one. */
final class SampleEvent extends Div {
  private static final long serialVersionUID = 1L;
  private static final int TYPING_PAUSE_MS = 300;
  private static final String SAMPLE =
      """
      {
        "amount": 4200,
        "currency": "EUR"
      }\
      """;
  private final TextField type = new TextField("Sample event's type");
  private final TextField channel = new TextField("Its channel");
  private final TextArea data = new TextArea("Its data");
  private final transient List<Runnable> listeners = new ArrayList<>();
  private final transient Catalogue catalogue;

  SampleEvent(Catalogue catalogue, Visit visit) {
    this.catalogue = catalogue;
    type.setValue("invoice.paid");
    channel.setPlaceholder("None");
    data.setValue(SAMPLE);
    data.addClassName("mono");
    data.setValueChangeMode(ValueChangeMode.LAZY);
    data.setValueChangeTimeout(TYPING_PAUSE_MS);
    data.addValueChangeListener(change -> tell());
    channel.addValueChangeListener(change -> tell());
    type.addValueChangeListener(change -> {
      if (change.isFromClient()) {
        catalogue.example(visit, change.getValue().strip()).ifPresent(data::setValue);
        tell();
      }
    });
    Div pair = new Div(type, channel);
    pair.addClassName("pairs");
    Div sample = new Div(pair, data);
    sample.addClassName("stack");
    add(new Details("Try it on a sample event", sample));
  }

  void whenChanged(Runnable listener) {
    listeners.add(listener);
  }

  /** Takes the example of this type for the sample, if it has one. */
  void show(Visit visit, String eventType) {
    catalogue
        .example(visit, eventType)
        .ifPresent(example -> {
          type.setValue(eventType);
          data.setValue(example);
        });
  }

  FilterTrial.Sample value() {
    String at = channel.getValue().strip();
    return new FilterTrial.Sample(
        type.getValue().strip(), at.isEmpty() ? null : at, data.getValue());
  }

  private void tell() {
    listeners.forEach(Runnable::run);
  }
}
