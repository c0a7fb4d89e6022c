package dev.postern.adminui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.QueryParameters;
import dev.postern.adminui.part.Icon;
import java.util.Map;

/** Takes any id and goes to the page that tells what became of it. The key "/" leads here. */
public final class WhySearch extends TextField {
  private static final long serialVersionUID = 1L;

  public WhySearch(String tenant, String label) {
    setAriaLabel(label);
    setPlaceholder("Why? Any id");
    setPrefixComponent(Icon.SEARCH.draw());
    setClearButtonVisible(true);
    setWidthFull();
    setValueChangeMode(ValueChangeMode.ON_CHANGE);
    getElement().setAttribute("data-key", "/");
    getElement().setAttribute("autocomplete", "off");
    addValueChangeListener(change -> {
      if (change.isFromClient() && !change.getValue().isBlank()) {
        UI.getCurrentOrThrow()
            .navigate(
                "t/" + tenant + "/why",
                QueryParameters.simple(Map.of("q", change.getValue().strip())));
      }
    });
  }
}
