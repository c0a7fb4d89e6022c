package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.postern.adminui.part.Forms;
import java.util.Optional;
import java.util.function.Function;

/** Where Postern is to post to. While somebody types it says whether it may. */
final class UrlField extends TextField {
  private static final long serialVersionUID = 1L;
  private static final int TYPING_PAUSE_MS = 300;

  /**
   * @param refusal why a URL is refused; empty when it is not
   */
  UrlField(Function<String, Optional<String>> refusal) {
    super("URL");
    setRequired(true);
    setValueChangeMode(ValueChangeMode.LAZY);
    setValueChangeTimeout(TYPING_PAUSE_MS);
    addValueChangeListener(change -> judge(refusal));
  }

  /** As it is stored, when it is. */
  String typed() {
    return getValue().strip();
  }

  private void judge(Function<String, Optional<String>> refusal) {
    Forms.clear(this);
    refusal
        .apply(typed())
        .ifPresent(why -> {
          setInvalid(true);
          setErrorMessage(why);
        });
  }
}
