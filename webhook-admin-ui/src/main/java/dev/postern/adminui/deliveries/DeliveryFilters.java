package dev.postern.adminui.deliveries;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.wording.ReasonWords;
import dev.postern.core.id.EndpointId;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.ledger.Cause;
import dev.postern.outbound.ledger.DeliveryStatus;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The row of filters above the list. Every change of it is a new address. */
final class DeliveryFilters extends Div {
  private static final long serialVersionUID = 1L;
  private static final int TYPING_PAUSE_MS = 350;

  private final Select<DeliveryStatus> status = new Select<>();
  private final Select<Endpoint> endpoint = new Select<>();
  private final TextField type = new TextField("Event type");
  private final Select<DeliveryQuery.Span> within = new Select<>();
  private final TextField q = new TextField("Find");
  private final Button because = Buttons.plain("", click -> {});
  private @Nullable Cause cause;

  DeliveryFilters(List<Endpoint> endpoints, Consumer<DeliveryQuery> changed) {
    addClassName("filters");
    q.addClassName("wide");
    q.setPlaceholder("Event id, delivery id, or your own id");
    q.setPrefixComponent(Icon.SEARCH.draw());
    q.setClearButtonVisible(true);
    type.setPlaceholder("invoice.paid");
    type.setClearButtonVisible(true);
    choice(status, "Status", "Any status");
    status.setItems(DeliveryStatus.values());
    status.setItemLabelGenerator(value -> value == null ? "Any status" : value.word());
    choice(endpoint, "Endpoint", "Any endpoint");
    endpoint.setItems(endpoints);
    endpoint.setItemLabelGenerator(
        value -> value == null ? "Any endpoint" : value.settings().url());
    choice(within, "Time", "Any time");
    within.setItems(DeliveryQuery.Span.values());
    within.setItemLabelGenerator(value -> value == null ? "Any time" : value.label);
    for (TextField field : List.of(q, type)) {
      field.setValueChangeMode(ValueChangeMode.LAZY);
      field.setValueChangeTimeout(TYPING_PAUSE_MS);
      field.addValueChangeListener(change -> tell(change.isFromClient(), changed));
    }
    status.addValueChangeListener(change -> tell(change.isFromClient(), changed));
    endpoint.addValueChangeListener(change -> tell(change.isFromClient(), changed));
    within.addValueChangeListener(change -> tell(change.isFromClient(), changed));
    because.addClassName("wide");
    because.addClickListener(click -> {
      cause = null;
      tell(true, changed);
    });
    add(q, status, endpoint, type, within, because);
  }

  void show(DeliveryQuery query) {
    status.setValue(query.status());
    endpoint.setValue(item(query.endpoint()));
    type.setValue(query.type() == null ? "" : query.type());
    within.setValue(query.within());
    q.setValue(query.q() == null ? "" : query.q());
    cause = query.cause();
    because.setVisible(cause != null);
    because.setText(cause == null ? "" : "Cause: " + ReasonWords.cause(cause) + " ✕");
  }

  private @Nullable Endpoint item(@Nullable EndpointId id) {
    return endpoint
        .getListDataView()
        .getItems()
        .filter(item -> item.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  private void tell(boolean byPerson, Consumer<DeliveryQuery> changed) {
    if (byPerson) {
      Endpoint chosen = endpoint.getValue();
      changed.accept(
          new DeliveryQuery(
              status.getValue(),
              chosen == null ? null : chosen.id(),
              blank(type.getValue()),
              within.getValue(),
              blank(q.getValue()),
              cause));
    }
  }

  private static @Nullable String blank(String text) {
    return text.isBlank() ? null : text.strip();
  }

  private static void choice(Select<?> select, String label, String any) {
    select.setLabel(label);
    select.setEmptySelectionAllowed(true);
    select.setEmptySelectionCaption(any);
    select.setPlaceholder(any);
  }
}
