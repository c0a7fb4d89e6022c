package dev.postern.adminui.part;

import com.vaadin.flow.component.textfield.TextField;
import org.jspecify.annotations.Nullable;

/** What is typed into a filter. */
public final class SearchText {
  private SearchText() {}

  /** Left alone when it says the same: a blank at the end may be the middle of what is typed. */
  public static void show(TextField field, @Nullable String text) {
    String wanted = text == null ? "" : text;
    if (!field.getValue().strip().equals(wanted)) {
      field.setValue(wanted);
    }
  }
}
