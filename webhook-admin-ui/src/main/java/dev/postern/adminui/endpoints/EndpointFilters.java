package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.QueryParameters;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.AnySelect;
import dev.postern.adminui.part.Icon;
import dev.postern.outbound.endpoint.EndpointStatus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters above the list of endpoints. Every change of them is a new address. */
final class EndpointFilters extends Div {
  private static final long serialVersionUID = 1L;
  private static final int TYPING_PAUSE_MS = 350;
  private final TextField find = new TextField("Find");
  private final AnySelect<EndpointStatus> status =
      new AnySelect<>("Status", "Any status", EndpointFilters::word);

  EndpointFilters(Visit visit) {
    addClassName("filters");
    find.setPlaceholder("Part of the URL or description");
    find.setPrefixComponent(Icon.SEARCH.draw());
    find.setClearButtonVisible(true);
    find.setValueChangeMode(ValueChangeMode.LAZY);
    find.setValueChangeTimeout(TYPING_PAUSE_MS);
    find.addClassName("wide");
    status.setItems(EndpointStatus.values());
    find.addValueChangeListener(change -> go(visit, change.isFromClient()));
    status.addValueChangeListener(change -> go(visit, change.isFromClient()));
    add(find, status);
  }

  void show(QueryParameters words) {
    find.setValue(words.getSingleParameter("q").orElse(""));
    status.setValue(
        words
            .getSingleParameter("status")
            .flatMap(typed ->
                Arrays.stream(EndpointStatus.values()).filter(s -> word(s).equals(typed)).findAny())
            .orElse(null));
  }

  String words() {
    return find.getValue().strip();
  }

  @Nullable EndpointStatus status() {
    return status.getValue();
  }

  boolean open() {
    return words().isEmpty() && status() == null;
  }

  private void go(Visit visit, boolean byPerson) {
    if (!byPerson) {
      return;
    }
    Map<String, String> words = new LinkedHashMap<>();
    if (!words().isEmpty()) {
      words.put("q", words());
    }
    if (status.getValue() != null) {
      words.put("status", word(status.getValue()));
    }
    UI.getCurrentOrThrow().navigate(visit.path("endpoints"), QueryParameters.simple(words));
  }

  private static String word(EndpointStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
