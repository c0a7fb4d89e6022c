package dev.postern.adminui.deliveries;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.postern.adminui.part.AnySelect;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.SearchText;
import dev.postern.adminui.part.TimeFilter;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.wording.ReasonWords;
import dev.postern.core.id.EndpointId;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.ledger.Cause;
import dev.postern.outbound.ledger.DeliveryStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The row of filters above the list. Every change of it is a new address. */
final class DeliveryFilters extends Div {
  private static final long serialVersionUID = 1L;
  private static final int TYPING_PAUSE_MS = 150;

  private final AnySelect<DeliveryStatus> status =
      new AnySelect<>("Status", "Any status", DeliveryStatus::word);
  private final AnySelect<EndpointId> endpoint;
  private final TextField type = new TextField("Event type");
  private final TextField q = new TextField("Find");
  private final transient TimeFilter time;
  private final Button because = Buttons.plain("", click -> {});
  private @Nullable Cause cause;

  DeliveryFilters(List<Endpoint> endpoints, Times times, Consumer<DeliveryQuery> changed) {
    Map<EndpointId, String> names = new LinkedHashMap<>();
    endpoints.forEach(it -> names.put(it.id(), DeliveryLists.name(it)));
    endpoint =
        new AnySelect<>("Endpoint", "Any endpoint", id -> names.getOrDefault(id, "another: " + id));
    time = new TimeFilter(times);
    time.whenChanged(() -> tell(true, changed));
    addClassName("filters");
    q.addClassName("wide");
    q.setPlaceholder("Event id, delivery id, or your own id");
    q.setPrefixComponent(Icon.SEARCH.draw());
    q.setClearButtonVisible(true);
    type.setPlaceholder("invoice.paid");
    type.setClearButtonVisible(true);
    status.setItems(DeliveryStatus.values());
    endpoint.offer(names.keySet());
    for (TextField field : List.of(q, type)) {
      field.setValueChangeMode(ValueChangeMode.LAZY);
      field.setValueChangeTimeout(TYPING_PAUSE_MS);
      field.addValueChangeListener(change -> tell(change.isFromClient(), changed));
    }
    status.addValueChangeListener(change -> tell(change.isFromClient(), changed));
    endpoint.addValueChangeListener(change -> tell(change.isFromClient(), changed));
    because.addClassName("wide");
    because.addClickListener(click -> {
      cause = null;
      tell(true, changed);
    });
    add(q, status, endpoint, type);
    add(time.parts());
    add(because);
  }

  void show(DeliveryQuery query) {
    status.setValue(query.status());
    endpoint.choose(query.endpoint());
    SearchText.show(type, query.type());
    time.show(query.time());
    SearchText.show(q, query.q());
    cause = query.cause();
    because.setVisible(cause != null);
    because.setText(cause == null ? "" : "Cause: " + ReasonWords.cause(cause) + " ✕");
  }

  private void tell(boolean byPerson, Consumer<DeliveryQuery> changed) {
    if (byPerson) {
      changed.accept(
          new DeliveryQuery(
              status.getValue(),
              endpoint.getValue(),
              blank(type.getValue()),
              time.value(),
              blank(q.getValue()),
              cause));
    }
  }

  private static @Nullable String blank(String text) {
    return text.isBlank() ? null : text.strip();
  }
}
