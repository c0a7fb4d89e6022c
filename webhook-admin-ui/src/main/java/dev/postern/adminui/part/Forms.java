package dev.postern.adminui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.shared.HasValidationProperties;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.ProblemException;
import java.util.Map;
import java.util.Objects;

/** Puts what a door refused beside the fields that it was about. */
public final class Forms {
  private Forms() {}

  public static void mark(HasValidationProperties field, String message) {
    field.setInvalid(true);
    field.setErrorMessage(message);
    if (field instanceof Focusable<?> focusable) {
      focusable.focus();
    }
  }

  public static void clear(HasValidationProperties... fields) {
    for (HasValidationProperties field : fields) {
      field.setInvalid(false);
    }
  }

  /**
   * Errors that name none of the fields become a notice. What is refused to the person rather than
   * to what they typed is not the form's: it goes on to the error handler.
   */
  public static void mark(
      ProblemException refused, Map<String, ? extends HasValidationProperties> byPointer) {
    int status = refused.problem().status();
    if (status == 401 || status == 403) {
      throw refused;
    }
    boolean shown = false;
    for (FieldError error : Objects.requireNonNull(refused.problem()).errors()) {
      HasValidationProperties field = byPointer.get(error.pointer());
      if (field != null) {
        mark(field, error.detail());
        shown = true;
      }
    }
    if (!shown) {
      Notice.refused(refused.problem().detail());
    }
  }

  /** Marks the field when it is blank; true when it is filled. */
  public static <C extends Component & HasValue<?, String> & HasValidationProperties>
      boolean filled(C field, String otherwise) {
    boolean filled = !field.getValue().isBlank();
    field.setInvalid(!filled);
    if (!filled) {
      mark(field, otherwise);
    }
    return filled;
  }
}
